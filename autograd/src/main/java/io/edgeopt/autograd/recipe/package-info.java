/** Recipes: everything that is needed to train a network again, as a file, and the training that follows one. */
@NullMarked
package io.edgeopt.autograd.recipe;

import org.jspecify.annotations.NullMarked;

/** Explanations by changing the picture and asking again: nothing but the model's answers is needed. */
@NullMarked
package io.edgeopt.xai.perturb;

import org.jspecify.annotations.NullMarked;

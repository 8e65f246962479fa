/** Steps from model to model. */
@NullMarked
package io.edgeopt.optimizers;

import org.jspecify.annotations.NullMarked;

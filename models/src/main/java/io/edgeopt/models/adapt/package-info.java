/** Trained models made ready to learn something else: other classes, another size, any batch. */
@NullMarked
package io.edgeopt.models.adapt;

import org.jspecify.annotations.NullMarked;

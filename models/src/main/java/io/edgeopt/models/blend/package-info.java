/** Trained models of one structure blended to one, weight by weight. */
@NullMarked
package io.edgeopt.models.blend;

import org.jspecify.annotations.NullMarked;

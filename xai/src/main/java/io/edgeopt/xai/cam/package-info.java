/** Explanations by activation maps: where the last layers that still know places were active. */
@NullMarked
package io.edgeopt.xai.cam;

import org.jspecify.annotations.NullMarked;

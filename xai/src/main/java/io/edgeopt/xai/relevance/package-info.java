/** Explanations that divide the score among the places of the picture, layer by layer: LRP, Deep Taylor, DeepLIFT. */
@NullMarked
package io.edgeopt.xai.relevance;

import org.jspecify.annotations.NullMarked;

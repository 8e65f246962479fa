/** Weights that share a few values: k-means of each layer, and a graph that looks the values up. */
@NullMarked
package io.edgeopt.optimizers.quantize.clusters;

import org.jspecify.annotations.NullMarked;

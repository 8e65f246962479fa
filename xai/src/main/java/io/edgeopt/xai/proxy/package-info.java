/** Explanations by simple models that answer as the network does: linear ones, games, trees, rules. */
@NullMarked
package io.edgeopt.xai.proxy;

import org.jspecify.annotations.NullMarked;

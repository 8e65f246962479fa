/** Explanations by derivatives, and by what else can be sent back through a network in their place. */
@NullMarked
package io.edgeopt.xai.gradient;

import org.jspecify.annotations.NullMarked;

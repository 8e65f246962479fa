/** Dear parts of a network that cheap ones stand in for: a Relu for a smooth activation, constants for a gate. */
@NullMarked
package io.edgeopt.optimizers.replace;

import org.jspecify.annotations.NullMarked;

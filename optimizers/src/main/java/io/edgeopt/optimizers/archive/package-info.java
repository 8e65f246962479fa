/** Models for storing and sending: every tensor coded in the way that suits it, and given back bit by bit. */
@NullMarked
package io.edgeopt.optimizers.archive;

import org.jspecify.annotations.NullMarked;

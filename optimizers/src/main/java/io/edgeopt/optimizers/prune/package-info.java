/** Makes models smaller by leaving weights out: whole channels, or single weights under masks. */
@NullMarked
package io.edgeopt.optimizers.prune;

import org.jspecify.annotations.NullMarked;

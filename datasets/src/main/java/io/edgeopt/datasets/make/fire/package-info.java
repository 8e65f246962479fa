/** Fire, smoke, and what looks like them. */
@NullMarked
package io.edgeopt.datasets.make.fire;

import org.jspecify.annotations.NullMarked;

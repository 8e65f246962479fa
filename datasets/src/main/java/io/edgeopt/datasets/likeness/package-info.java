/** Which pictures look alike: the same one saved twice, frames of one scene, one turned or mirrored. */
@NullMarked
package io.edgeopt.datasets.likeness;

import org.jspecify.annotations.NullMarked;

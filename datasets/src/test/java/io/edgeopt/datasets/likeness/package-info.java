/** Tests of finding pictures that look alike. */
@NullMarked
package io.edgeopt.datasets.likeness;

import org.jspecify.annotations.NullMarked;

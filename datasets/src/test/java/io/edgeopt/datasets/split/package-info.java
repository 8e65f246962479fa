/** Tests of the division of data. */
@NullMarked
package io.edgeopt.datasets.split;

import org.jspecify.annotations.NullMarked;

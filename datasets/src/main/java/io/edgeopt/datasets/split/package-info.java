/** Parts for training, validation and testing, between which no group is torn. */
@NullMarked
package io.edgeopt.datasets.split;

import org.jspecify.annotations.NullMarked;

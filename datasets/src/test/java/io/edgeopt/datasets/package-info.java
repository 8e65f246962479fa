/** Tests of the readers, over small folders that they make themselves. */
@NullMarked
package io.edgeopt.datasets;

import org.jspecify.annotations.NullMarked;

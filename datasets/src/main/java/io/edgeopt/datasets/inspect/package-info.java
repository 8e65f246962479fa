/** What a data set holds, counted. */
@NullMarked
package io.edgeopt.datasets.inspect;

import org.jspecify.annotations.NullMarked;

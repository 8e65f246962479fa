/** One form of data into another: classes renamed, files copied or linked. */
@NullMarked
package io.edgeopt.datasets.convert;

import org.jspecify.annotations.NullMarked;

/** The zips as a device gets them. */
@NullMarked
package io.edgeopt.dist;

import org.jspecify.annotations.NullMarked;

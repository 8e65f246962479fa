/** Pages: described once as sections of blocks, written as one HTML file or as Markdown. */
@NullMarked
package io.edgeopt.reports.page;

import org.jspecify.annotations.NullMarked;

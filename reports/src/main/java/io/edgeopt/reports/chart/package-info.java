/** Charts: described once, drawn as SVG inside pages and as PNG pictures beside them. */
@NullMarked
package io.edgeopt.reports.chart;

import org.jspecify.annotations.NullMarked;

/** The report of a study: pages, tables and charts that are drawn from its record and from nothing else. */
@NullMarked
package io.edgeopt.reports.study;

import org.jspecify.annotations.NullMarked;

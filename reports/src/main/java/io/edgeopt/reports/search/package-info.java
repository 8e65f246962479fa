/** The page of a search: what was tried, what is best, and how it was found, drawn from its record and from nothing else. */
@NullMarked
package io.edgeopt.reports.search;

import org.jspecify.annotations.NullMarked;

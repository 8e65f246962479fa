/** What people read: charts and pages, drawn from records and from nothing else. */
@NullMarked
package io.edgeopt.reports;

import org.jspecify.annotations.NullMarked;

/** A search for recipes: candidates, what they were found to be, which of them are best, and the record of it all. */
@NullMarked
package io.edgeopt.core.search;

import org.jspecify.annotations.NullMarked;

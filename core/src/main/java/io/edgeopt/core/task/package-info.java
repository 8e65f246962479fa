/** What a model is for: what its outputs say, and how well it says it over a data set. */
@NullMarked
package io.edgeopt.core.task;

import org.jspecify.annotations.NullMarked;

/** What a model is for, and what it can answer. */
@NullMarked
package io.edgeopt.core.task;

import org.jspecify.annotations.NullMarked;

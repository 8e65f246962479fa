/** What a model's tensors look like when it runs, and what it costs: shapes, parameters, multiply-accumulates. */
@NullMarked
package io.edgeopt.core.trace;

import org.jspecify.annotations.NullMarked;

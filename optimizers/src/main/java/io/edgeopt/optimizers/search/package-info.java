/** Searches for the recipe that suits a model and its budgets: successive halving over candidates that learn ever longer. */
@NullMarked
package io.edgeopt.optimizers.search;

import org.jspecify.annotations.NullMarked;

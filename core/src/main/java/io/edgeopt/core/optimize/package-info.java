/** Steps from model to model, and the check that a result still answers as its source did. */
@NullMarked
package io.edgeopt.core.optimize;

import org.jspecify.annotations.NullMarked;

/** The card beside a model: what it takes, what it answers, where it comes from, how good it is. */
@NullMarked
package io.edgeopt.core.model;

import org.jspecify.annotations.NullMarked;

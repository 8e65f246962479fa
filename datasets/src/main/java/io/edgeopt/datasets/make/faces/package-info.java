/** Faces of people who do not exist: a head in three dimensions for each, seen from anywhere in any light. */
@NullMarked
package io.edgeopt.datasets.make.faces;

import org.jspecify.annotations.NullMarked;

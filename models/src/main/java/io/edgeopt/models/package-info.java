/** The catalogue of models that have names. */
@NullMarked
package io.edgeopt.models;

import org.jspecify.annotations.NullMarked;

/** Explanations as a port: which places of a picture made a model answer as it did, and how far two models agree on it. */
@NullMarked
package io.edgeopt.core.explain;

import org.jspecify.annotations.NullMarked;

/** Samples on their way into a model's input: read, changed by chance where training wants it, prepared, batched. */
@NullMarked
package io.edgeopt.core.feed;

import org.jspecify.annotations.NullMarked;

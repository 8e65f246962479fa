/** What the numbers at a network's end mean: heads as cards describe them, and their decoders. */
@NullMarked
package io.edgeopt.core.task.head;

import org.jspecify.annotations.NullMarked;

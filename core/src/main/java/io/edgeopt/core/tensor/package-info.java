/** Numbers in memory: element types, shapes, and one tensor class over a buffer that native code can read. */
@NullMarked
package io.edgeopt.core.tensor;

import org.jspecify.annotations.NullMarked;

/** What each ONNX operator is in PyTorch: one table, one small function an operator, a class a family. */
@NullMarked
package io.edgeopt.autograd.op;

import org.jspecify.annotations.NullMarked;

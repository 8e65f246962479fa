/** Backends beyond ONNX Runtime: TorchScript, and TensorRT as a library and as a program. */
@NullMarked
package io.edgeopt.engines;

import org.jspecify.annotations.NullMarked;

/** Backends beyond ONNX Runtime. */
@NullMarked
package io.edgeopt.engines;

import org.jspecify.annotations.NullMarked;

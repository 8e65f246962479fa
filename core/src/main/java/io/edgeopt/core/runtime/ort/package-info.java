/** ONNX Runtime behind the port: the only place that knows its classes and its exceptions. */
@NullMarked
package io.edgeopt.core.runtime.ort;

import org.jspecify.annotations.NullMarked;

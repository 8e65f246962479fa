/** Whole networks as ONNX graphs, built in memory with weights from a hash that any other program can repeat. */
@NullMarked
package io.edgeopt.testkit.net;

import org.jspecify.annotations.NullMarked;

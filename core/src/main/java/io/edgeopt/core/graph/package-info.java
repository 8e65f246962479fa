/** The ONNX file as immutable values: model, graph, node, and the one editor that makes changed copies. */
@NullMarked
package io.edgeopt.core.graph;

import org.jspecify.annotations.NullMarked;

package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives biases that are added to products of matrices, as transformers have them, a second axis. A bias of one axis ONNX
 * Runtime fuses with the product into a {@code Gemm} before it looks for integers, and that one then computes in floats,
 * with weights that are unpacked in every run.
 */
final class BiasesApart {
    private BiasesApart() {}

    static Model in(Model model, Backend backend) {
        Graph graph = model.graph();
        Map<Node, Tensor> sums = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            bias(graph, node).ifPresent(bias -> sums.put(node, bias));
        }
        if (sums.isEmpty()) {
            return model;
        }
        Trace trace = Trace.ofShapes(model, backend, Map.of());
        GraphEditor editor = model.edit();
        sums.forEach((node, bias) -> {
            // A vector would become a matrix.
            boolean stays =
                    trace.shape(node.output()).filter(shape -> shape.rank() > 1).isPresent();
            if (stays) {
                int place = graph.constant(node.inputs().get(0)).isPresent() ? 0 : 1;
                String row = editor.constant(node.inputs().get(place) + "_row", bias.reshape(1, bias.size()));
                editor.replace(node, node.withInput(place, row));
            }
        });
        return editor.model();
    }

    /** The constant vector that the node adds to a product with constant weights. */
    private static Optional<Tensor> bias(Graph graph, Node node) {
        if (!node.is("Add")) {
            return Optional.empty();
        }
        for (int place = 0; place < 2; place++) {
            Optional<Tensor> bias = graph.constant(node.inputs().get(place))
                    .filter(held -> held.shape().rank() == 1 && held.size() > 1);
            boolean product = graph.producerOf(node.inputs().get(1 - place))
                    .filter(from -> from.is("MatMul"))
                    .flatMap(from -> graph.constant(from.inputs().get(1)))
                    .isPresent();
            if (bias.isPresent() && product) {
                return bias;
            }
        }
        return Optional.empty();
    }
}

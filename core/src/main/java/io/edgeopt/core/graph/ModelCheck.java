package io.edgeopt.core.graph;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import java.util.HashSet;
import java.util.Set;

/** What must hold of a graph before anything else is asked of it; no file passes that could mislead a later stage. */
final class ModelCheck {
    private ModelCheck() {}

    static void check(String name, Model model) {
        try {
            checkOpset(model);
            checkGraph(model.graph());
        } catch (UnsupportedModelException e) {
            throw new UnsupportedModelException("model %s: %s".formatted(name, e.getMessage()), e);
        } catch (EdgeoptException e) {
            throw new InvalidModelException("model %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static void checkOpset(Model model) {
        int opset = model.opset();
        if (opset < Model.OLDEST_OPSET || opset > Model.NEWEST_OPSET) {
            throw new UnsupportedModelException(
                    "it is written in ONNX operator set %d; edgeopt reads %d to %d; convert it"
                            .formatted(opset, Model.OLDEST_OPSET, Model.NEWEST_OPSET));
        }
    }

    private static void checkGraph(Graph graph) {
        if (graph.outputs().isEmpty()) {
            throw new InvalidModelException("the graph has no outputs");
        }
        Set<String> defined = new HashSet<>(graph.initializerNames());
        defined.addAll(graph.rest().getSparseInitializerList().stream()
                .map(tensor -> tensor.getValues().getName())
                .toList());
        graph.declaredInputs().forEach(input -> defined.add(input.name()));
        for (Node node : graph.nodes()) {
            for (String output : node.outputs()) {
                if (!output.isEmpty() && !defined.add(output)) {
                    throw new InvalidModelException("tensor '%s' is made twice, once by node '%s' (%s)"
                            .formatted(output, node.label(), node.op()));
                }
            }
        }
        for (Node node : graph.nodes()) {
            for (String use : node.uses()) {
                if (!defined.contains(use)) {
                    throw new InvalidModelException(
                            "node '%s' (%s) reads tensor '%s', which is neither an input, an initialiser nor made by a node"
                                    .formatted(node.label(), node.op(), use));
                }
            }
        }
        for (ValueInfo output : graph.outputs()) {
            if (!defined.contains(output.name())) {
                throw new InvalidModelException("no node makes the output '%s'".formatted(output.name()));
            }
        }
        graph.initializerProtos().values().forEach(TensorProtos::check);
        graph.topological();
    }
}

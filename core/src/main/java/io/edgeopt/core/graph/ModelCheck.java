package io.edgeopt.core.graph;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What must hold of a graph before anything else is asked of it; no file passes that could mislead a later stage. */
final class ModelCheck {
    private ModelCheck() {}

    /** What {@code source} makes, checked; failures begin with the model's name. */
    static Model checked(String name, Supplier<Model> source) {
        try {
            Model model = source.get();
            checkOpset(model);
            checkGraph(model.graph());
            return model;
        } catch (UnsupportedModelException e) {
            throw new UnsupportedModelException("model %s: %s".formatted(name, oneLine(e)), e);
        } catch (EdgeoptException e) {
            throw new InvalidModelException("model %s: %s".formatted(name, oneLine(e)), e);
        }
    }

    /** Names in a file may hold anything, line breaks too. */
    private static String oneLine(EdgeoptException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
    }

    private static void checkOpset(Model model) {
        if (!model.opsets().containsKey("")) {
            throw new InvalidModelException(
                    "it does not say which ONNX operator set it is written in; it is cut short, or should be exported again");
        }
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
        checkDeclared("input", graph.declaredInputs());
        checkDeclared("output", graph.outputs());
        Set<String> defined = new HashSet<>(graph.initializerNames());
        defined.addAll(graph.rest().getSparseInitializerList().stream()
                .map(tensor -> tensor.getValues().getName())
                .toList());
        graph.declaredInputs().forEach(input -> defined.add(input.name()));
        for (Node node : graph.nodes()) {
            if (node.op().isEmpty() || node.outputs().isEmpty()) {
                throw new InvalidModelException("node '%s' has no %s; the file is damaged"
                        .formatted(node.label(), node.op().isEmpty() ? "operator" : "outputs"));
            }
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

    private static void checkDeclared(String what, List<ValueInfo> infos) {
        Set<String> names = new HashSet<>();
        for (ValueInfo info : infos) {
            if (info.name().isEmpty() || !names.add(info.name())) {
                throw new InvalidModelException(
                        info.name().isEmpty()
                                ? "an %s has no name".formatted(what)
                                : "%s '%s' is declared twice".formatted(what, info.name()));
            }
            info.check();
        }
    }
}

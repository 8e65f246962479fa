package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.runtime.Backend;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ONNX Runtime itself simplifies, put into the model that it came from. */
final class BasicOptimization {
    /** What options and tables call it, beside the names of the rewrites. */
    static final String NAME = "onnxruntime-basic";

    private BasicOptimization() {}

    /**
     * The source with the optimised nodes and initialisers; all else is the source's, for the runtime drops what is said
     * about a model. Empty where it found nothing to do, or wrote nodes that other runtimes may not know.
     */
    static Optional<Model> of(Model source, Backend backend) {
        return backend.optimized(source)
                .filter(optimized -> optimized.opset() == source.opset())
                .filter(optimized -> domains(source).containsAll(domains(optimized)))
                .map(optimized -> source.computing(optimized.graph()))
                .filter(optimized -> !Simplification.operators(optimized).equals(Simplification.operators(source)));
    }

    /** Those that nodes are from; ONNX's own is always among them. */
    private static Set<String> domains(Model model) {
        return Stream.concat(Stream.of(""), model.graph().nodes().stream().map(Node::domain))
                .collect(Collectors.toSet());
    }
}

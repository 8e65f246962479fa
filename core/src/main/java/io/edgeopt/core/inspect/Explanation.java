package io.edgeopt.core.inspect;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which families of explanation a model allows: perturbed pictures, activation maps, gradients. */
final class Explanation {
    private Explanation() {}

    static Ability of(Graph graph, Trace trace, Ability training) {
        List<String> families = new ArrayList<>();
        if (graph.inputs().stream().anyMatch(input -> isPicture(input, trace))) {
            families.add("perturbation");
        }
        Optional<Node> map = lastMap(graph, trace);
        map.ifPresent(node -> families.add("activation maps (last: '%s', %s)"
                .formatted(
                        node.label(),
                        trace.shape(node.output()).map(Shape::toString).orElse("?"))));
        if (training.possible()) {
            families.add("gradients");
        }
        String lacking = training.possible() ? "" : "; no gradients: see training";
        return families.isEmpty()
                ? new Ability(false, "no: no input of pictures, no map of places, no gradients", List.of())
                : new Ability(true, "by " + String.join(", ", families) + lacking, List.of());
    }

    private static boolean isPicture(ValueInfo input, Trace trace) {
        return trace.shape(input.name())
                .filter(shape -> shape.rank() == 4 || shape.rank() == 5)
                .isPresent();
    }

    /** The last convolution whose result still has places. */
    private static Optional<Node> lastMap(Graph graph, Trace trace) {
        return graph.nodes().stream()
                .filter(node -> Operators.of(node).kind() == OperatorKind.CONVOLUTION)
                .filter(node -> trace.shape(node.output())
                        .filter(Explanation::hasPlaces)
                        .isPresent())
                .reduce((earlier, later) -> later);
    }

    private static boolean hasPlaces(Shape shape) {
        return shape.rank() >= 4 && shape.size() > shape.dim(0) * shape.dim(1);
    }
}

package io.edgeopt.core.inspect;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.Operators;

/** Whether gradients can flow through every operator. */
final class Training {
    private Training() {}

    static Ability of(Graph graph) {
        Ability.Obstacles obstacles = new Ability.Obstacles();
        graph.nodes().forEach(node -> {
            Operator operator = Operators.of(node);
            if (!operator.isDifferentiable()) {
                obstacles.add(operator.toString(), reason(operator), node);
            }
        });
        return obstacles.isEmpty()
                ? new Ability(true, "yes: every operator has a gradient, or needs none", obstacles.list())
                : new Ability(
                        false,
                        "no: " + obstacles.nodes() + " of " + graph.nodes().size() + " nodes have no gradient here",
                        obstacles.list());
    }

    private static String reason(Operator operator) {
        if (!operator.isKnown()) {
            return "not in the table of operators";
        }
        if (operator.quantized().isPresent()) {
            return "computes on integers; train the float model";
        }
        return switch (operator.kind()) {
            case CONTROL_FLOW -> "holds graphs of its own";
            default -> "edgeopt has no gradient for it";
        };
    }
}

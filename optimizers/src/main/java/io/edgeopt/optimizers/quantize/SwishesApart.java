package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.List;

/** Writes hard-swish as the gate and the product that it is: for each of them there are integers. */
final class SwishesApart {
    private SwishesApart() {}

    static Model in(Model model) {
        List<Node> swishes = model.graph().nodes().stream()
                .filter(node -> node.is("HardSwish") && node.domain().isEmpty())
                .toList();
        if (swishes.isEmpty()) {
            return model;
        }
        GraphEditor editor = model.edit();
        for (Node swish : swishes) {
            String opens = swish.inputs().get(0);
            String gate = editor.freshName(swish.output() + "_gate");
            editor.replace(
                    swish,
                    Node.of("HardSigmoid", List.of(opens), List.of(gate))
                            .with("alpha", 1 / 6f)
                            .with("beta", 0.5f)
                            .withName(gate),
                    Node.of("Mul", List.of(opens, gate), swish.outputs()).withName(swish.label()));
        }
        return editor.model();
    }
}

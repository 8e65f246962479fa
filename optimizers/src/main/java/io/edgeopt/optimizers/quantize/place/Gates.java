package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.optimizers.quantize.range.Range;
import java.util.List;
import java.util.Optional;

/**
 * Gates between 0 and 1, alone or multiplied with what opens them, as in hard-swish and SiLU.
 *
 * <p>Far below zero all of them are shut, and far above zero fully open: what a convolution gives them there need not be
 * told apart, which leaves its integers for the rest. A hard sigmoid is a straight line in between, so the integers of
 * its input are those of the gate too, in steps of another size.
 */
final class Gates {
    /** Beyond this a sigmoid is nearer to 0 or 1 than half of one of 255 steps. */
    private static final double ENDS_OF_SIGMOID = Math.log(509);

    private Gates() {}

    /** What the readers of a tensor tell apart; empty where one of them reads more than a gate does. */
    static Optional<Range> told(Graph graph, String tensor) {
        List<Node> readers = graph.consumersOf(tensor);
        Optional<Node> gate =
                readers.stream().filter(node -> ends(node).isPresent()).findFirst();
        if (gate.isEmpty() || readers.size() > 2 || graph.isOutput(tensor)) {
            return Optional.empty();
        }
        Range ends = ends(gate.get()).orElseThrow();
        if (readers.size() == 1) {
            return Optional.of(ends);
        }
        return readers.stream()
                .filter(node ->
                        node.is("Mul") && node.inputs().contains(gate.get().output()))
                .findFirst()
                .map(product -> new Range(ends.low(), Double.POSITIVE_INFINITY));
    }

    /** Whether the gate is a straight line between its ends, and half open at zero. */
    static boolean isStraight(Node node) {
        return node.is("HardSigmoid") && node.real("alpha", 0.2f) > 0 && node.real("beta", 0.5f) == 0.5f;
    }

    private static Optional<Range> ends(Node node) {
        if (!node.domain().isEmpty()) {
            return Optional.empty();
        }
        if (node.is("Sigmoid")) {
            return Optional.of(new Range(-ENDS_OF_SIGMOID, ENDS_OF_SIGMOID));
        }
        if (!isStraight(node)) {
            return Optional.empty();
        }
        double reach = (float) (0.5 / node.real("alpha", 0.2f));
        return Optional.of(new Range(-reach, reach));
    }
}

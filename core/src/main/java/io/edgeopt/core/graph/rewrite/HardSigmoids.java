package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Knows {@code clip(x + 3, 0, 6) / 6} and writes {@code HardSigmoid}. */
final class HardSigmoids extends ActivationRewrite {
    static final float ALPHA = 1f / 6;

    HardSigmoids() {
        super("hard-sigmoid");
    }

    @Override
    Optional<String> argument(Node node, Look look) {
        if (node.is("Clip")) {
            // clip(x / 6 + 1/2, 0, 1)
            return clipped(node, 0, 1, look)
                    .flatMap(sum -> look.madeForOne(sum, "Add"))
                    .flatMap(sum -> look.besideScalar(sum, 0.5))
                    .filter(look.graph()::hasSingleUse)
                    .flatMap(sixth -> Product.of(sixth, look).only(1.0 / 6));
        }
        return node.isAnyOf("Mul", "Div")
                ? Product.of(node, look)
                        .only(1.0 / 6)
                        .filter(look.graph()::hasSingleUse)
                        .flatMap(clip -> shiftedClip(clip, look))
                : Optional.empty();
    }

    /** The x of {@code clip(x + 3, 0, 6)}, whatever reads that besides. */
    static Optional<String> shiftedClip(String tensor, Look look) {
        return look.made(tensor, "Clip")
                .flatMap(clip -> clipped(clip, 0, 6, look))
                .flatMap(sum -> look.made(sum, "Add"))
                .flatMap(sum -> look.besideScalar(sum, 3));
    }

    private static Optional<String> clipped(Node clip, double low, double high, Look look) {
        OptionalDouble min = bound(clip, 1, "min", look);
        OptionalDouble max = bound(clip, 2, "max", look);
        boolean fits = min.isPresent()
                && max.isPresent()
                && Look.close(min.getAsDouble(), low)
                && Look.close(max.getAsDouble(), high);
        return fits ? Optional.of(clip.inputs().get(0)) : Optional.empty();
    }

    private static OptionalDouble bound(Node clip, int input, String attribute, Look look) {
        if (clip.input(input).isPresent()) {
            return look.scalar(clip.inputs().get(input));
        }
        return clip.has(attribute) ? OptionalDouble.of(clip.real(attribute, 0)) : OptionalDouble.empty();
    }

    @Override
    List<Node> written(String x, String output, String name, GraphEditor editor) {
        return List.of(gate(x, output, name));
    }

    static Node gate(String x, String output, String name) {
        return Node.of("HardSigmoid", List.of(x), List.of(output))
                .withName(name)
                .with("alpha", ALPHA)
                .with("beta", 0.5f);
    }
}

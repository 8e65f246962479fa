package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A small graph being drawn: pictures {@code x} of four channels, and a convolution {@code z} of them. */
final class Drawing {
    private final GraphEditor editor = Model.empty("drawing", 18).edit();
    private final SplittableRandom random = new SplittableRandom(3);

    Drawing() {
        editor.addInput(ValueInfo.of(
                "x",
                ElementType.FLOAT,
                List.of(new Dim.Free("N"), new Dim.Fixed(4), new Dim.Fixed(6), new Dim.Fixed(6))));
        named("z", Node.of("Conv", List.of("x", weights(6, 4, 3, 3), weights(6)), List.of()));
    }

    String named(String name, Node node) {
        editor.add(node.withOutputs(List.of(name)).withName(name));
        return name;
    }

    String add(String op, String... inputs) {
        return named(editor.freshName(op), Node.of(op, List.of(inputs), List.of()));
    }

    String number(double value) {
        return editor.constant("c", Tensor.scalar((float) value));
    }

    String weights(long... dims) {
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return editor.constant("w", Tensor.of(values, dims));
    }

    String zeros(long... dims) {
        return editor.constant(
                "o", Tensor.of(new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)], dims));
    }

    /** What reads the tensor last: a convolution. */
    Model readBy(String tensor) {
        return model(named("y", Node.of("Conv", List.of(tensor, weights(5, 6, 1, 1)), List.of())));
    }

    Model model(String... outputs) {
        for (String output : outputs) {
            editor.addOutput(ValueInfo.named(output));
        }
        return editor.model();
    }
}

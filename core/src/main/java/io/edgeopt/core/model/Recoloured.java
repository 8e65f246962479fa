package io.edgeopt.core.model;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures that were prepared for one model, as another wants them: its order of colours, its scale, mean and deviation,
 * as layers of a graph. Both take as many colours; sizes and layouts are left alone.
 */
public final class Recoloured {
    private Recoloured() {}

    /** Adds what it takes to a graph. Of a tensor of {@code rank} axes, {@code axis} is that of the colours. */
    public static String of(
            GraphEditor editor, String tensor, Preparation given, Preparation wanted, int axis, int rank) {
        int colours = wanted.mean().size();
        boolean turned = given.channels() != wanted.channels();
        String inOrder = turned
                ? added(
                        editor,
                        Node.of(
                                        "Gather",
                                        List.of(tensor, editor.constant("bgr", Tensor.of(new long[] {2, 1, 0}, 3))),
                                        List.of("?"))
                                .with("axis", axis))
                : tensor;
        float[] factors = new float[colours];
        float[] terms = new float[colours];
        boolean same = true;
        for (int colour = 0; colour < colours; colour++) {
            int from = turned ? colours - 1 - colour : colour;
            double std = given.std().get(from) * given.scale() / wanted.scale();
            double mean = given.mean().get(from) * given.scale() / wanted.scale();
            factors[colour] = (float) (std / wanted.std().get(colour));
            terms[colour] =
                    (float) ((mean - wanted.mean().get(colour)) / wanted.std().get(colour));
            same &= Math.abs(factors[colour] - 1) < 1e-6 && Math.abs(terms[colour]) < 1e-6;
        }
        if (same) {
            return inOrder;
        }
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[axis] = colours;
        String scaled = added(
                editor,
                Node.of("Mul", List.of(inOrder, editor.constant("factors", Tensor.of(factors, shape))), List.of("?")));
        return added(
                editor,
                Node.of("Add", List.of(scaled, editor.constant("terms", Tensor.of(terms, shape))), List.of("?")));
    }

    private static String added(GraphEditor editor, Node node) {
        String output = editor.freshName("recoloured");
        editor.add(node.withOutputs(List.of(output)));
        return output;
    }
}

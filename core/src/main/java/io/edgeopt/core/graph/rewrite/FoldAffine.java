package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** Puts a constant that is added to or multiplied with the channels of a convolution or dense layer into its weights. */
final class FoldAffine extends NodeRewrite {
    FoldAffine() {
        super("fold-affine");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.isAnyOf("Add", "Sub", "Mul", "Div")) {
            return false;
        }
        Optional<Integer> place = look.constantPlace(node);
        if (place.isEmpty() || (node.is("Div") && place.get() == 0)) {
            return false;
        }
        Optional<Node> before = look.madeForOne(node.inputs().get(1 - place.get()), Linear.OPS);
        Optional<Linear> linear = before.flatMap(found -> Linear.of(found, look));
        if (linear.isEmpty()) {
            return false;
        }
        int rank = linear.get().rank();
        Tensor constant = look.constant(node, place.get()).orElseThrow();
        Optional<double[]> values = Linear.spread(constant, linear.get().channels(), rank, rank - 2);
        if (values.isEmpty()) {
            return false;
        }
        double[] scale = filled(1, values.get().length);
        double[] shift = filled(0, values.get().length);
        for (int c = 0; c < scale.length; c++) {
            double value = values.get()[c];
            switch (node.op()) {
                case "Add" -> shift[c] = value;
                case "Sub" -> {
                    scale[c] = place.get() == 0 ? -1 : 1;
                    shift[c] = place.get() == 0 ? value : -value;
                }
                case "Mul" -> scale[c] = value;
                default -> scale[c] = 1 / value;
            }
        }
        Optional<Node> folded = linear.get().scaled(scale, shift, node.output(), editor);
        if (folded.isEmpty()) {
            return false;
        }
        editor.replace(node, folded.get());
        editor.remove(before.orElseThrow());
        return true;
    }

    private static double[] filled(double value, int length) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }
}

package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** Puts a batch normalisation into the weights of the convolution or dense layer before it. */
final class FoldBatchNorm extends NodeRewrite {
    FoldBatchNorm() {
        super("fold-batch-norm");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.is("BatchNormalization")
                || node.integer("training_mode", 0) != 0
                || node.integer("spatial", 1) == 0
                || node.outputs().stream().filter(name -> !name.isEmpty()).count() != 1) {
            return false;
        }
        Optional<Node> before = look.madeForOne(node.inputs().get(0), Linear.OPS);
        Optional<Linear> linear = before.flatMap(found -> Linear.of(found, look));
        if (linear.isEmpty()) {
            return false;
        }
        int channels = linear.get().channels();
        Optional<double[]> gamma = statistic(node, 1, channels, look);
        Optional<double[]> beta = statistic(node, 2, channels, look);
        Optional<double[]> mean = statistic(node, 3, channels, look);
        Optional<double[]> variance = statistic(node, 4, channels, look);
        if (gamma.isEmpty() || beta.isEmpty() || mean.isEmpty() || variance.isEmpty()) {
            return false;
        }
        double epsilon = node.real("epsilon", 1e-5f);
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = gamma.get()[c] / Math.sqrt(variance.get()[c] + epsilon);
            shift[c] = beta.get()[c] - mean.get()[c] * scale[c];
        }
        Optional<Node> folded = linear.get().scaled(scale, shift, node.output(), editor);
        if (folded.isEmpty()) {
            return false;
        }
        editor.replace(node, folded.get());
        editor.remove(before.orElseThrow());
        return true;
    }

    private static Optional<double[]> statistic(Node node, int input, int channels, Look look) {
        return look.constant(node, input)
                .filter(values -> values.size() == channels)
                .map(Tensor::toDoubles);
    }
}

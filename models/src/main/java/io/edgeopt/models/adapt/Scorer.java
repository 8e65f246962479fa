package io.edgeopt.models.adapt;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** The fully connected layer that scores come out of, which can be given more to judge by. */
final class Scorer {
    private final Model model;
    private final Node layer;

    private Scorer(Model model, Node layer) {
        this.model = model;
        this.layer = layer;
    }

    /** Of a classifier's scores, or of what they are made of without weights; {@code option} is who asks. */
    static Scorer of(Model model, String scores, String option) {
        Optional<Node> last = model.graph().producerOf(scores);
        while (last.isPresent() && last.get().isAnyOf("Softmax", "LogSoftmax", "Identity")) {
            last = model.graph().producerOf(last.get().inputs().get(0));
        }
        Node layer = last.filter(node -> node.is("Gemm") && node.integer("transA", 0) == 0)
                .filter(node -> model.graph()
                        .initializer(node.inputs().get(1))
                        .filter(weights -> weights.type() == ElementType.FLOAT)
                        .isPresent())
                .orElseThrow(() -> new UnsupportedModelException(
                        "%s: '%s' does not come out of a fully connected layer (Gemm) with float weights of its own; 'edgeopt simplify' makes one of a product and a sum"
                                .formatted(option, scores)));
        return new Scorer(model, layer);
    }

    /** What it judges by. */
    String features() {
        return layer.inputs().get(0);
    }

    /** Has it judge by {@code more} too, so many numbers a sample, whose weights begin as zeros: the scores stay. */
    void widen(GraphEditor editor, String more, int channels) {
        Tensor old = model.graph().initializer(layer.inputs().get(1)).orElseThrow();
        boolean rows = layer.integer("transB", 0) == 1;
        int classes = (int) old.shape().dim(rows ? 0 : 1);
        int known = (int) old.shape().dim(rows ? 1 : 0);
        float[] before = old.toFloats();
        float[] after = new float[classes * (known + channels)];
        for (int at = 0; at < before.length; at++) {
            after[rows ? at / known * (known + channels) + at % known : at] = before[at];
        }
        Tensor weights =
                rows ? Tensor.of(after, classes, known + channels) : Tensor.of(after, known + channels, classes);
        String both = editor.freshName("both");
        editor.add(Node.of("Concat", List.of(features(), more), List.of(both)).with("axis", 1));
        editor.replace(layer, layer.withInput(0, both).withInput(1, editor.constant("classes.weight", weights)));
    }
}

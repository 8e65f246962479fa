package io.edgeopt.optimizers.quantize.learn;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.StoredWeight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One layer whose weights shall be rounded up or down so that it gives what it gives in float, as graphs: one in which
 * rounding is a matter of degree and can be learnt, and one that tells the error of given weights.
 *
 * <p>A degree is a logistic curve stretched a little beyond 0 and 1 and cut there (Louizos and others, "Learning sparse
 * neural networks through L0 regularization", 2018), as Nagel and others use it ("Up or down? Adaptive rounding for
 * post-training quantization", 2020).
 */
final class RoundingProblem {
    static final String LOSS = "loss";
    static final String DEGREES = "degrees";
    /** Weights that stand beside the degrees, and do not learn. */
    static final List<String> FIXED = List.of("below", "scale", "b");

    private static final double STRETCH = 1.2;
    private static final double SHIFT = -0.1;

    private final Node layer;
    private final Optional<Node> cut;
    private final List<Tensor> bounds;
    private final Optional<float[]> bias;
    private final int opset;

    /**
     * @param layer as it works on pieces
     * @param cut the Relu or Clip that alone reads it, where there is one
     * @param bounds of the cut
     */
    RoundingProblem(Node layer, Optional<Node> cut, List<Tensor> bounds, Optional<float[]> bias, int opset) {
        this.layer = layer;
        this.cut = cut;
        this.bounds = List.copyOf(bounds);
        this.bias = bias.map(float[]::clone);
        this.opset = opset;
    }

    /** How far a rounding that is 0 for down and 1 for up has to go to be {@code share}. */
    static double degree(double share) {
        double inner = Math.max(1e-3, Math.min(1 - 1e-3, (share - SHIFT) / STRETCH));
        return Math.log(inner / (1 - inner));
    }

    /**
     * The graph that learns: {@code x} and {@code t} are what the layer reads and shall give, {@code beta} how steep the
     * pull towards whole numbers is, {@code pull} how strong.
     *
     * @param weights floats
     * @param stored whose scales hold
     * @param error of rounding to the nearest, by which the error is divided
     */
    Model learning(
            float[] weights, StoredWeight stored, int most, long[] shape, Pieces pieces, int batch, double error) {
        float[] scales = stored.scales(Shape.of(shape));
        float[] below = new float[weights.length];
        float[] degrees = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            double exact = Math.max(-most, Math.min(most, weights[i] / (double) scales[i]));
            below[i] = (float) Math.floor(exact);
            degrees[i] = (float) degree(exact - below[i]);
        }
        GraphEditor editor = Model.empty("rounding", opset).edit();
        inputs(editor, pieces, batch);
        editor.addInput(ValueInfo.of("beta", ElementType.FLOAT, Shape.of()));
        editor.addInput(ValueInfo.of("pull", ElementType.FLOAT, Shape.of()));
        editor.set(DEGREES, Tensor.of(degrees, shape));
        editor.set("below", Tensor.of(below, shape));
        editor.set("scale", Tensor.of(scales, shape));
        number(editor, "one", 1f);
        number(editor, "two", 2f);
        number(editor, "stretch", (float) STRETCH);
        number(editor, "shift", (float) SHIFT);
        number(editor, "zero", 0f);
        number(editor, "least", (float) -most);
        number(editor, "most", (float) most);
        number(editor, "inverse", (float) (1 / error));
        // Multiplied by one, because only weights of sums and products are taken for such as learn.
        add(editor, "Mul", "degree", DEGREES, "one");
        add(editor, "Sigmoid", "curve", "degree");
        add(editor, "Mul", "stretched", "curve", "stretch");
        add(editor, "Add", "shifted", "stretched", "shift");
        add(editor, "Clip", "up", "shifted", "zero", "one");
        add(editor, "Add", "rounded", "below", "up");
        add(editor, "Clip", "kept", "rounded", "least", "most");
        add(editor, "Mul", "w", "kept", "scale");
        error(editor);
        add(editor, "Mul", "share", "error", "inverse");
        add(editor, "Mul", "twice", "up", "two");
        add(editor, "Sub", "around", "twice", "one");
        add(editor, "Abs", "clear", "around");
        add(editor, "Pow", "clearness", "clear", "beta");
        add(editor, "Sub", "doubt", "one", "clearness");
        editor.add(Node.of("ReduceMean", List.of("doubt"), List.of("doubts")).with("keepdims", 0));
        add(editor, "Mul", "pulled", "doubts", "pull");
        add(editor, "Add", LOSS, "share", "pulled");
        editor.addOutput(ValueInfo.named(LOSS));
        return editor.model();
    }

    /** The graph that gives the {@code error} of weights {@code w}. */
    Model judging(long[] shape, Pieces pieces, int batch) {
        GraphEditor editor = Model.empty("rounded", opset).edit();
        inputs(editor, pieces, batch);
        editor.addInput(ValueInfo.of("w", ElementType.FLOAT, Shape.of(shape)));
        error(editor);
        editor.addOutput(ValueInfo.named("error"));
        return editor.model();
    }

    private static void inputs(GraphEditor editor, Pieces pieces, int batch) {
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, dims(batch, pieces.input())));
        editor.addInput(ValueInfo.of("t", ElementType.FLOAT, dims(batch, pieces.output())));
    }

    static Shape dims(int batch, long[] piece) {
        return Shape.of(
                LongStream.concat(LongStream.of(batch), Arrays.stream(piece)).toArray());
    }

    /** The mean square of what the layer gives beside what it shall give. */
    private void error(GraphEditor editor) {
        List<String> read = new ArrayList<>(List.of("x", "w"));
        bias.ifPresent(values -> {
            editor.set("b", Tensor.of(values, values.length));
            read.add("b");
        });
        String given = cut.isPresent() ? "raw" : "given";
        editor.add(layer.withInputs(read).withOutputs(List.of(given)));
        if (cut.isPresent()) {
            List<String> cutting = new ArrayList<>(List.of(given));
            for (int i = 0; i < bounds.size(); i++) {
                editor.set("bound" + i, bounds.get(i));
                cutting.add("bound" + i);
            }
            editor.add(cut.get().withInputs(cutting).withOutputs(List.of("given")));
        }
        add(editor, "Sub", "difference", "given", "t");
        add(editor, "Mul", "square", "difference", "difference");
        editor.add(Node.of("ReduceMean", List.of("square"), List.of("error")).with("keepdims", 0));
    }

    private static void number(GraphEditor editor, String name, float value) {
        editor.set(name, Tensor.scalar(value));
    }

    private static void add(GraphEditor editor, String op, String output, String... inputs) {
        editor.add(Node.of(op, List.of(inputs), List.of(output)));
    }

    /** The integers that learnt degrees stand for. */
    static int[] integers(Model learnt) {
        float[] degrees = learnt.graph().initializer(DEGREES).orElseThrow().toFloats();
        float[] below = learnt.graph().initializer("below").orElseThrow().toFloats();
        int[] integers = new int[below.length];
        for (int i = 0; i < below.length; i++) {
            integers[i] = (int) below[i] + (degrees[i] > 0 ? 1 : 0);
        }
        return integers;
    }

    /** The Relu or Clip that alone reads what a layer gives. */
    static Optional<Node> cutAfter(Graph graph, Node layer) {
        if (!graph.hasSingleUse(layer.output())) {
            return Optional.empty();
        }
        Node reader = graph.consumersOf(layer.output()).get(0);
        boolean plain = reader.inputs().stream()
                .skip(1)
                .allMatch(bound -> !bound.isEmpty() && graph.constant(bound).isPresent());
        return (reader.is("Relu") || reader.is("Clip"))
                        && plain
                        && Operators.of(reader).isKnown()
                ? Optional.of(reader)
                : Optional.empty();
    }
}

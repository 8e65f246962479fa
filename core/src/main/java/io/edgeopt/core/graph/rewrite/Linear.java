package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A node that weighs its inputs channel by channel ({@code Conv}, {@code ConvTranspose}, {@code Gemm}), with constant
 * float weights, so that a scale and a shift of each output channel can go into them.
 */
final class Linear {
    static final String[] OPS = {"Conv", "ConvTranspose", "Gemm"};

    private final Node node;
    private final Tensor weight;
    private final double[] bias;
    private final IntUnaryOperator channelOf;

    private Linear(Node node, Tensor weight, double[] bias, IntUnaryOperator channelOf) {
        this.node = node;
        this.weight = weight;
        this.bias = bias;
        this.channelOf = channelOf;
    }

    static Optional<Linear> of(Node node, Look look) {
        Optional<Tensor> weight = look.constant(node, 1).filter(held -> held.type() == ElementType.FLOAT);
        if (!node.isAnyOf(OPS) || weight.isEmpty() || weight.get().size() == 0) {
            return Optional.empty();
        }
        Tensor held = weight.get();
        int channels = channels(node, held);
        Optional<double[]> bias = node.input(2).isEmpty()
                ? Optional.of(new double[channels])
                : look.constant(node, 2).flatMap(given -> spread(given, channels, 1, 0));
        return bias.map(found -> new Linear(node, held, scaledBias(node, found), channelOf(node, held)));
    }

    private static double[] scaledBias(Node node, double[] bias) {
        double beta = node.is("Gemm") ? node.real("beta", 1) : 1;
        double[] scaled = bias.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= beta;
        }
        return scaled;
    }

    private static int channels(Node node, Tensor weight) {
        return switch (node.op()) {
            case "Conv" -> (int) weight.shape().dim(0);
            case "ConvTranspose" -> (int) (weight.shape().dim(1) * node.integer("group", 1));
            default -> (int) weight.shape().dim(node.integer("transB", 0) == 0 ? 1 : 0);
        };
    }

    /** The output channel that an element of the weights, by its place, belongs to. */
    private static IntUnaryOperator channelOf(Node node, Tensor weight) {
        int first = (int) weight.shape().dim(0);
        int inner = (int) (weight.size() / first);
        if (node.is("ConvTranspose")) {
            int each = (int) weight.shape().dim(1);
            int kernel = inner / each;
            int inputsOfGroup = first / (int) node.integer("group", 1);
            return place -> place / inner / inputsOfGroup * each + place / kernel % each;
        }
        boolean channelsLast = node.is("Gemm") && node.integer("transB", 0) == 0;
        return channelsLast ? place -> place % inner : place -> place / inner;
    }

    int channels() {
        return bias.length;
    }

    /** How many axes its output has. */
    int rank() {
        return weight.shape().rank();
    }

    /**
     * The same node giving {@code output = scale * y + shift}, its weights new initialisers; empty where a number would
     * overflow.
     */
    Optional<Node> scaled(double[] scale, double[] shift, String output, GraphEditor editor) {
        boolean keepsWeight = true;
        float[] newBias = new float[bias.length];
        boolean needsBias = node.input(2).isPresent();
        for (int c = 0; c < bias.length; c++) {
            newBias[c] = (float) (bias[c] * scale[c] + shift[c]);
            keepsWeight &= scale[c] == 1;
            needsBias |= newBias[c] != 0;
            if (!Float.isFinite(newBias[c])) {
                return Optional.empty();
            }
        }
        Node changed = node.withOutputs(java.util.List.of(output)).without("beta");
        if (!keepsWeight) {
            float[] newWeight = weight.toFloats();
            for (int i = 0; i < newWeight.length; i++) {
                newWeight[i] = (float) (newWeight[i] * scale[channelOf.applyAsInt(i)]);
                if (!Float.isFinite(newWeight[i])) {
                    return Optional.empty();
                }
            }
            String name = editor.constant(
                    node.inputs().get(1), Tensor.of(newWeight, weight.shape().toArray()));
            changed = changed.withInput(1, name);
        }
        if (needsBias) {
            String hint = node.input(2).orElse(node.label() + "_bias");
            changed = changed.withInput(2, editor.constant(hint, Tensor.of(newBias, newBias.length)));
        }
        return Optional.of(changed);
    }

    /**
     * One number a channel from a constant that is combined with a tensor of {@code rank} axes by broadcasting; empty
     * where it differs along another axis than the channels' or has more axes.
     *
     * @param after how many axes follow the channels'
     */
    static Optional<double[]> spread(Tensor constant, int channels, int rank, int after) {
        int own = constant.shape().rank();
        if (constant.size() == 1 && own <= Math.max(rank, 1)) {
            double[] same = new double[channels];
            java.util.Arrays.fill(same, constant.toDoubles()[0]);
            return Optional.of(same);
        }
        if (own > rank || constant.size() != channels) {
            return Optional.empty();
        }
        int place = own - 1 - after;
        return place >= 0 && constant.shape().dim(place) == channels
                ? Optional.of(constant.toDoubles())
                : Optional.empty();
    }
}

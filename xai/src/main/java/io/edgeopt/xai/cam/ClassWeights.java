package io.edgeopt.xai.cam;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.ClassTarget;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** The weights of the linear layer that follows the mean over all places. */
final class ClassWeights implements ActivationMap {
    @Override
    public float[] of(Seen seen, float[] active) {
        Graph graph = seen.subject().model().graph();
        if (!(seen.target() instanceof ClassTarget target)) {
            throw unsupported("what is explained is no class");
        }
        Node linear = producer(graph, target.tensor());
        while (isPassage(linear)) {
            linear = producer(graph, linear.inputs().get(0));
        }
        double[] weights = weights(graph, linear, target, seen.layer().channels());
        Node mean = made(graph, linear);
        if (isMean(mean)) {
            // A mean over time may follow the one over places.
            Node before = graph.producerOf(mean.inputs().get(0)).isPresent() ? made(graph, mean) : mean;
            mean = isMean(before) ? before : mean;
        }
        if (!isMean(mean) || !mean.inputs().get(0).equals(seen.layer().tensor())) {
            throw unsupported("'%s' (%s) stands between layer '%s' and the linear layer"
                    .formatted(mean.label(), mean.op(), seen.layer().tensor()));
        }
        return ChannelWeights.positive(ChannelWeights.weighed(active, weights, seen.layer()));
    }

    @Override
    public boolean isOfTheLast() {
        return true;
    }

    /** What makes a node's input, apart from passages. */
    private static Node made(Graph graph, Node node) {
        Node before = producer(graph, node.inputs().get(0));
        while (isPassage(before)) {
            before = producer(graph, before.inputs().get(0));
        }
        return before;
    }

    private static boolean isMean(Node node) {
        return node.isAnyOf("GlobalAveragePool", "ReduceMean", "AveragePool");
    }

    private static Node producer(Graph graph, String tensor) {
        return graph.producerOf(tensor).orElseThrow(() -> unsupported("no node makes '%s'".formatted(tensor)));
    }

    /** What neither mixes channels nor places. */
    private static boolean isPassage(Node node) {
        return switch (Operators.of(node).kind()) {
            case RESHAPE, CAST, QUANTIZE, DEQUANTIZE -> true;
            default -> node.is("Identity") || node.is("Dropout") || node.is("Add");
        };
    }

    private static double[] weights(Graph graph, Node linear, ClassTarget target, int channels) {
        Optional<Tensor> weight = linear.isAnyOf("Gemm", "MatMul", "Conv")
                ? linear.input(1).flatMap(name -> constant(graph, name))
                : Optional.empty();
        if (weight.isEmpty() || weight.get().size() % channels != 0) {
            throw unsupported(
                    "'%s' (%s) is no linear layer over %d channels".formatted(linear.label(), linear.op(), channels));
        }
        float[] values = weight.get().toFloats();
        int classes = values.length / channels;
        boolean classesFirst = linear.is("Conv") || linear.integer("transB", 0) != 0;
        int index = classes == 1 ? 0 : target.index();
        if (index >= classes) {
            throw unsupported("there is no class %d among %d".formatted(index, classes));
        }
        double sign = classes == 1 && target.index() == 0 ? -1 : 1;
        double[] weights = new double[channels];
        for (int c = 0; c < channels; c++) {
            weights[c] = sign * values[classesFirst ? index * channels + c : c * classes + index];
        }
        return weights;
    }

    /** A weight, also one that is kept as integers and made floats by the node before. */
    private static Optional<Tensor> constant(Graph graph, String name) {
        return graph.constant(name)
                .or(() -> graph.producerOf(name)
                        .filter(node -> node.is("DequantizeLinear"))
                        .flatMap(node -> Dequantized.of(graph, node)));
    }

    private static UnsupportedModelException unsupported(String why) {
        return new UnsupportedModelException(
                "cam needs a mean over all places and one linear layer at the end, but %s; take gradcam, which is the same there and works everywhere"
                        .formatted(why));
    }
}

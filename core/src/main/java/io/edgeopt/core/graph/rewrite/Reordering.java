package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A tensor whose channels may lie in another order, because all who read them can be told of it: layers that sum over them by
 * the order of their weights; what works channel by channel by the order of its own weights, and then its readers.
 */
final class Reordering {
    private static final Set<OperatorKind> CHANNEL_BY_CHANNEL =
            Set.of(OperatorKind.ACTIVATION, OperatorKind.UNARY, OperatorKind.POOLING, OperatorKind.GLOBAL_POOLING);

    /** Constants of a node of which one axis holds the channels. */
    private record Weights(int input, int axis) {}

    /**
     * A node that reads the channels.
     *
     * @param passesOn whether its own channels have the new order too
     */
    private record Reader(Node node, List<Weights> weights, boolean passesOn) {}

    private final Look look;
    private final int channels;
    private final String tensor;
    private final List<Reader> readers = new ArrayList<>();

    private Reordering(Look look, int channels, String tensor) {
        this.look = look;
        this.channels = channels;
        this.tensor = tensor;
    }

    /**
     * Empty where somebody reads the channels who cannot be told.
     *
     * @param gone readers that need not be told, for they will not be there
     */
    static Optional<Reordering> of(Look look, String tensor, int channels, Set<Node> gone) {
        Reordering reordering = new Reordering(look, channels, tensor);
        return reordering.follows(tensor, gone) ? Optional.of(reordering) : Optional.empty();
    }

    private boolean follows(String read, Set<Node> gone) {
        if (look.graph().isOutput(read)) {
            return false;
        }
        for (Node node : look.graph().consumersOf(read)) {
            if (gone.contains(node)) {
                continue;
            }
            boolean once = node.captured().isEmpty()
                    && node.inputs().get(0).equals(read)
                    && Collections.frequency(node.inputs(), read) == 1;
            Optional<Reader> reader = once ? reader(node) : Optional.empty();
            if (reader.isEmpty()) {
                return false;
            }
            readers.add(reader.get());
            if (reader.get().passesOn() && !follows(node.output(), Set.of())) {
                return false;
            }
        }
        return true;
    }

    private Optional<Reader> reader(Node node) {
        if (node.outputs().size() != 1) {
            return Optional.empty();
        }
        boolean ends = node.isAnyOf("Conv", "Gemm", "MatMul");
        return weights(node)
                .filter(weights -> weights.stream().allMatch(each -> holdsChannels(node, each)))
                .map(weights -> new Reader(node, weights, !ends || isDepthwise(node)));
    }

    private boolean holdsChannels(Node node, Weights weights) {
        return node.input(weights.input())
                .flatMap(look::constant)
                .filter(held -> held.type() == ElementType.FLOAT
                        && held.shape().rank() > weights.axis()
                        && held.shape().dim(weights.axis()) == channels)
                .isPresent();
    }

    /** Which of a node's constants lie along the channels that it reads; empty where it is not known. */
    private Optional<List<Weights>> weights(Node node) {
        if (node.is("Conv") && isDepthwise(node)) {
            return Optional.of(
                    node.input(2).isPresent()
                            ? List.of(new Weights(1, 0), new Weights(2, 0))
                            : List.of(new Weights(1, 0)));
        }
        if (node.is("Conv")) {
            return node.integer("group", 1) == 1 ? Optional.of(List.of(new Weights(1, 1))) : Optional.empty();
        }
        if (node.is("Gemm")) {
            return node.integer("transA", 0) == 0
                    ? Optional.of(List.of(new Weights(1, (int) node.integer("transB", 0))))
                    : Optional.empty();
        }
        if (node.is("MatMul")) {
            boolean matrices = look.facts().rank(node.inputs().get(0)).orElse(0) == 2
                    && look.constant(node, 1)
                            .filter(weight -> weight.shape().rank() == 2)
                            .isPresent();
            return matrices ? Optional.of(List.of(new Weights(1, 0))) : Optional.empty();
        }
        if (node.is("BatchNormalization") && node.integer("training_mode", 0) == 0) {
            return Optional.of(
                    IntStream.range(1, 5).mapToObj(i -> new Weights(i, 0)).toList());
        }
        return isAlone(node) ? Optional.of(List.of()) : Optional.empty();
    }

    /** Whether each channel of the output is made of that channel of the input, by means that all channels share. */
    private boolean isAlone(Node node) {
        if (node.isAnyOf("Flatten", "Reshape", "Squeeze")) {
            return becomesFeatures(node);
        }
        return CHANNEL_BY_CHANNEL.contains(Operators.of(node).kind())
                && node.inputs().stream()
                        .skip(1)
                        .allMatch(input -> input.isEmpty() || look.scalar(input).isPresent());
    }

    /** Whether numbers, one a channel, become the features of a sample. */
    private boolean becomesFeatures(Node node) {
        List<Shape> from = look.facts().shapes(node.inputs().get(0));
        List<Shape> to = look.facts().shapes(node.output());
        boolean holds = !from.isEmpty() && from.size() == to.size();
        for (int run = 0; holds && run < from.size(); run++) {
            long[] wanted = new long[from.get(run).rank()];
            Arrays.fill(wanted, 1);
            wanted[0] = to.get(run).rank() == 2 ? to.get(run).dim(0) : -1;
            wanted[ChannelRoutes.AXIS] = channels;
            holds = Arrays.equals(wanted, from.get(run).toArray())
                    && to.get(run).dim(1) == channels;
        }
        return holds;
    }

    private boolean isDepthwise(Node node) {
        return node.is("Conv")
                && node.integer("group", 1) == channels
                && look.facts().extent(node.output(), ChannelRoutes.AXIS).orElse(0) == channels
                && channels > 1;
    }

    /**
     * Makes all readers read {@code now}, whose channel {@code i} is {@code order[i]} of what they read before.
     *
     * @param copies weights that others have in that order already, by what they are; grows
     */
    void tell(String now, List<Integer> order, Map<List<Object>, String> copies, GraphEditor editor) {
        tell(tensor, now, order, copies, editor);
    }

    private void tell(
            String before, String now, List<Integer> order, Map<List<Object>, String> copies, GraphEditor editor) {
        for (Reader reader : readers) {
            Node node = reader.node();
            if (!node.inputs().get(0).equals(before)) {
                continue;
            }
            Node told = node.withInput(0, now);
            for (Weights weights : reader.weights()) {
                String name = node.inputs().get(weights.input());
                String copy = copies.computeIfAbsent(
                        List.of(name, weights.axis(), order),
                        unused -> editor.constant(
                                name, selected(look.constant(name).orElseThrow(), weights.axis(), order)));
                told = told.withInput(weights.input(), copy);
            }
            if (reader.passesOn()) {
                String output = editor.freshName(node.output());
                tell(node.output(), output, order, copies, editor);
                told = told.withOutputs(List.of(output));
            }
            editor.replace(node, told);
        }
    }

    private static Tensor selected(Tensor weight, int axis, List<Integer> order) {
        float[] from = weight.toFloats();
        float[] to = new float[from.length];
        long[] dims = weight.shape().toArray();
        int inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= (int) dims[i];
        }
        int outer = from.length / (inner * order.size());
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < order.size(); i++) {
                System.arraycopy(
                        from, (o * order.size() + order.get(i)) * inner, to, (o * order.size() + i) * inner, inner);
            }
        }
        return Tensor.of(to, dims);
    }
}

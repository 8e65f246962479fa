package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Puts a constant that channels are multiplied with into the weights of the convolutions and dense layers that read them.
 * Padding adds zeros, which a factor leaves as they are; a term would not. One number behind a product of maps
 * or a Clip stays: it may be the last of an activation written out, which nobody would know again without it.
 */
final class FoldScale extends NodeRewrite {
    FoldScale() {
        super("fold-scale");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        Optional<Integer> place = node.isAnyOf("Mul", "Div") ? look.constantPlace(node) : Optional.empty();
        if (place.isEmpty() || (node.is("Div") && place.get() == 0)) {
            return false;
        }
        String scaled = node.inputs().get(1 - place.get());
        List<Node> readers = look.graph().consumersOf(node.output());
        boolean alone = !look.graph().isOutput(node.output())
                && !readers.isEmpty()
                && !mayBeOfAnActivation(scaled, node.inputs().get(place.get()), look)
                && readers.stream().allMatch(reader -> reads(reader, node.output(), look.graph()));
        // A constant could widen the shape by broadcasting.
        if (!alone || !look.facts().sameShape(scaled, node.output())) {
            return false;
        }
        Tensor constant = look.constant(node, place.get()).orElseThrow();
        Map<Node, Tensor> weights = new LinkedHashMap<>();
        for (Node reader : readers) {
            Optional<Tensor> weight = look.constant(reader, 1).filter(held -> held.type() == ElementType.FLOAT);
            Optional<Tensor> changed = weight.flatMap(held -> scaled(reader, held, constant, node.is("Div")));
            if (changed.isEmpty()) {
                return false;
            }
            weights.put(reader, changed.get());
        }
        weights.forEach((reader, weight) -> editor.replace(
                reader,
                reader.withInput(0, scaled)
                        .withInput(1, editor.constant(reader.inputs().get(1), weight))));
        editor.remove(node);
        return true;
    }

    private static boolean mayBeOfAnActivation(String scaled, String factor, Look look) {
        return look.scalar(factor).isPresent()
                && look.made(scaled, "Mul", "Clip")
                        .filter(made ->
                                made.is("Clip") || look.constantPlace(made).isEmpty())
                        .isPresent();
    }

    private static boolean reads(Node reader, String tensor, Graph graph) {
        return reader.isAnyOf(Linear.OPS)
                && reader.integer("transA", 0) == 0
                && reader.inputs().get(0).equals(tensor)
                && reader.inputs().lastIndexOf(tensor) == 0
                // Several layers with the same weights would need as many copies of them.
                && graph.consumersOf(reader.inputs().get(1)).size() == 1;
    }

    /** Empty where the constant says more than a number a channel, or a number would overflow. */
    private static Optional<Tensor> scaled(Node reader, Tensor weight, Tensor constant, boolean divides) {
        int rank = weight.shape().rank();
        Optional<double[]> scale = weight.size() == 0
                ? Optional.empty()
                : Linear.spread(constant, channels(reader, weight), rank, rank - 2);
        if (scale.isEmpty()) {
            return Optional.empty();
        }
        IntUnaryOperator channelOf = channelOf(reader, weight);
        float[] values = weight.toFloats();
        for (int i = 0; i < values.length; i++) {
            double factor = scale.get()[channelOf.applyAsInt(i)];
            values[i] = (float) (divides ? values[i] / factor : values[i] * factor);
            if (!Float.isFinite(values[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(Tensor.of(values, weight.shape().toArray()));
    }

    private static int channels(Node reader, Tensor weight) {
        return switch (reader.op()) {
            case "Conv" -> (int) (weight.shape().dim(1) * reader.integer("group", 1));
            case "ConvTranspose" -> (int) weight.shape().dim(0);
            default -> (int) weight.shape().dim(reader.integer("transB", 0) == 0 ? 0 : 1);
        };
    }

    /** The input channel that an element of the weights, by its place, belongs to. */
    private static IntUnaryOperator channelOf(Node reader, Tensor weight) {
        int first = (int) weight.shape().dim(0);
        int second = (int) weight.shape().dim(1);
        int inner = (int) (weight.size() / first);
        return switch (reader.op()) {
            case "Conv" -> {
                int filtersOfGroup = first / (int) reader.integer("group", 1);
                yield place -> place / inner / filtersOfGroup * second + place / (inner / second) % second;
            }
            case "ConvTranspose" -> place -> place / inner;
            default -> reader.integer("transB", 0) == 0 ? place -> place / second : place -> place % second;
        };
    }
}

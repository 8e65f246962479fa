package io.edgeopt.optimizers.prune;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operator;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Sets weights to zero where they are: single ones, all but some of each few, or squares of them. */
final class Masking {
    private static final Set<OperatorKind> LAYERS =
            EnumSet.of(OperatorKind.CONVOLUTION, OperatorKind.TRANSPOSED_CONVOLUTION, OperatorKind.MATRIX_PRODUCT);

    /** A weight of a layer, with the axes along which its outputs and inputs lie. */
    private record Layer(String name, String weight, Shape shape, int outputs, int inputs) {}

    private final Model model;
    private final PruneSettings settings;
    private final List<Layer> layers = new ArrayList<>();
    private final Weights weights;
    /** How much the loss hangs on weights, where that was measured. */
    private final Map<String, Tensor> saliency;

    Masking(Model model, PruneSettings settings, Map<String, Tensor> saliency) {
        this.model = model;
        this.settings = settings;
        this.weights = new Weights(model.graph());
        this.saliency = Map.copyOf(saliency);
        boolean saysEachShare = settings.where() instanceof PruneSettings.Where.Layers;
        List<Pattern> kept = settings.keep().stream().map(LayerRatios::named).toList();
        Map<String, Layer> byWeight = new LinkedHashMap<>();
        for (Node node : model.graph().nodes()) {
            Operator operator = Operators.of(node);
            operator.weightOf(node)
                    .filter(weight -> LAYERS.contains(operator.kind()) && isFloat(model.graph(), weight))
                    .filter(weight -> saysEachShare || !filtersChannelsApart(node, weight))
                    .filter(weight -> kept.stream()
                            .noneMatch(name -> name.matcher(node.label()).matches()))
                    .ifPresent(weight -> byWeight.putIfAbsent(weight, layer(node, operator, weight)));
        }
        layers.addAll(byWeight.values());
        if (layers.isEmpty()) {
            throw new UnsupportedModelException("no layer of model '%s' has float weights that a mask could cover"
                    .formatted(model.graph().name()));
        }
    }

    private static boolean isFloat(Graph graph, String weight) {
        return graph.initializerType(weight)
                        .filter(type -> type == ElementType.FLOAT)
                        .isPresent()
                && graph.initializerShape(weight).orElseThrow().rank() >= 2;
    }

    /** A depthwise layer has few weights, and each channel hangs on its own alone: what it would save is not worth it. */
    private boolean filtersChannelsApart(Node node, String weight) {
        return node.integer("group", 1) > 1
                && model.graph().initializerShape(weight).orElseThrow().dim(1) == 1;
    }

    private Layer layer(Node node, Operator operator, String weight) {
        Shape shape = model.graph().initializerShape(weight).orElseThrow();
        int outputs = operator.channelsOf(node).orElse(0);
        int at = outputs < 0 ? shape.rank() + outputs : outputs;
        boolean matrix = operator.kind() == OperatorKind.MATRIX_PRODUCT;
        int first = matrix ? shape.rank() - 2 : 0;
        return new Layer(node.label(), weight, shape, at, at == first ? first + 1 : first);
    }

    /** Ones where a weight remains and zeros where it goes, by weight. */
    Map<String, Tensor> masks(double ratio) {
        Map<String, float[]> scores = new LinkedHashMap<>();
        layers.forEach(layer -> scores.put(layer.weight(), scores(layer)));
        if (settings.how() instanceof Structure.Pattern pattern) {
            Map<String, Tensor> masks = new LinkedHashMap<>();
            layers.forEach(layer -> masks.put(
                    layer.weight(),
                    Tensor.of(
                            patterned(layer, Objects.requireNonNull(scores.get(layer.weight())), pattern),
                            layer.shape().toArray())));
            return masks;
        }
        if (settings.where() instanceof PruneSettings.Where.Global) {
            return below(scores, ratio);
        }
        Map<String, Tensor> masks = new LinkedHashMap<>();
        for (Layer layer : layers) {
            float[] score = Objects.requireNonNull(scores.get(layer.weight()));
            double share = settings.where() instanceof PruneSettings.Where.Layers file
                    ? file.ratios().of(layer.name())
                    : ratio;
            masks.putAll(below(Map.of(layer.weight(), score), share));
        }
        return masks;
    }

    private float[] scores(Layer layer) {
        Tensor measured = saliency.get(layer.weight());
        float[] values = measured == null ? weights.values(layer.weight()) : measured.toFloats();
        float[] scores = new float[values.length];
        SplittableRandom random =
                new SplittableRandom(settings.seed() * 31 + layer.weight().hashCode());
        for (int i = 0; i < values.length; i++) {
            scores[i] = settings.what() == PruneSettings.Measure.RANDOM
                    ? (float) random.nextDouble()
                    : settings.what() == PruneSettings.Measure.L2 ? values[i] * values[i] : Math.abs(values[i]);
        }
        if (settings.how() instanceof Structure.Blocks blocks) {
            blocked(layer, scores, blocks.side());
        }
        return scores;
    }

    /** Every weight of a block gets the mean of the block. */
    private static void blocked(Layer layer, float[] scores, int side) {
        Map<Long, double[]> sums = new LinkedHashMap<>();
        long[] block = new long[scores.length];
        for (int i = 0; i < scores.length; i++) {
            block[i] = block(layer, i, side);
            double[] sum = sums.computeIfAbsent(block[i], unused -> new double[2]);
            sum[0] += scores[i];
            sum[1]++;
        }
        for (int i = 0; i < scores.length; i++) {
            double[] sum = sums.getOrDefault(block[i], new double[] {0, 1});
            scores[i] = (float) (sum[0] / sum[1]);
        }
    }

    /** A number that the weights of one block share: those of neighbouring outputs and inputs at one place of the kernel. */
    private static long block(Layer layer, int element, int side) {
        long number = 0;
        int rest = element;
        for (int axis = layer.shape().rank() - 1; axis >= 0; axis--) {
            int extent = Math.toIntExact(layer.shape().dim(axis));
            int place = rest % extent;
            rest /= extent;
            boolean joined = axis == layer.outputs() || axis == layer.inputs();
            number = number * extent + (joined ? place / side : place);
        }
        return number;
    }

    /** Zeros for the least of all these together, so many as the ratio says; blocks go whole, or not at all. */
    private Map<String, Tensor> below(Map<String, float[]> scores, double ratio) {
        int count = scores.values().stream().mapToInt(some -> some.length).sum();
        float[] all = new float[count];
        int at = 0;
        for (float[] some : scores.values()) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        Arrays.sort(all);
        int gone = Math.min((int) Math.round(ratio * count), count - 1);
        float threshold = all[gone];
        int ties = 0;
        while (ties < gone && all[gone - 1 - ties] == threshold) {
            ties++;
        }
        int alike = settings.how() instanceof Structure.Blocks ? 0 : ties;
        Map<String, Tensor> masks = new LinkedHashMap<>();
        for (Map.Entry<String, float[]> some : scores.entrySet()) {
            float[] mask = new float[some.getValue().length];
            for (int i = 0; i < mask.length; i++) {
                float score = some.getValue()[i];
                boolean tied = score == threshold && alike > 0;
                alike -= tied ? 1 : 0;
                mask[i] = score < threshold || tied ? 0 : 1;
            }
            masks.put(
                    some.getKey(), Tensor.of(mask, weights.shape(some.getKey()).toArray()));
        }
        return masks;
    }

    /** Along the inputs, which are what is summed; a layer whose inputs are no multiple stays dense. */
    private static float[] patterned(Layer layer, float[] scores, Structure.Pattern pattern) {
        float[] mask = new float[scores.length];
        Arrays.fill(mask, 1);
        int extent = Math.toIntExact(layer.shape().dim(layer.inputs()));
        if (extent % pattern.of() != 0) {
            return mask;
        }
        int inner = 1;
        for (int axis = layer.inputs() + 1; axis < layer.shape().rank(); axis++) {
            inner *= Math.toIntExact(layer.shape().dim(axis));
        }
        for (int start = 0; start < scores.length; start++) {
            int place = start / inner % extent;
            if (place % pattern.of() == 0) {
                few(scores, mask, start, inner, pattern);
            }
        }
        return mask;
    }

    private static void few(float[] scores, float[] mask, int start, int step, Structure.Pattern pattern) {
        Integer[] places = new Integer[pattern.of()];
        for (int i = 0; i < places.length; i++) {
            places[i] = start + i * step;
        }
        Arrays.sort(places, (one, other) -> Float.compare(scores[one], scores[other]));
        for (int i = 0; i < pattern.of() - pattern.kept(); i++) {
            mask[places[i]] = 0;
        }
    }

    /** The model with zeros where the masks have them. */
    static Model applied(Model model, Map<String, Tensor> masks) {
        GraphEditor editor = model.edit();
        masks.forEach((weight, mask) -> {
            float[] values = model.graph().initializer(weight).orElseThrow().toFloats();
            float[] ones = mask.toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] = ones[i] == 0 ? 0 : values[i];
            }
            editor.set(weight, Tensor.of(values, mask.shape().toArray()));
        });
        return editor.model();
    }

    /** What became of each layer. */
    List<Pruned.Layer> layers(Map<String, Tensor> masks) {
        List<Pruned.Layer> told = new ArrayList<>();
        for (Layer layer : layers) {
            long left = 0;
            for (float one : Objects.requireNonNull(masks.get(layer.weight())).toFloats()) {
                left += one == 0 ? 0 : 1;
            }
            told.add(new Pruned.Layer(layer.name(), layer.shape().size(), left));
        }
        return told;
    }
}

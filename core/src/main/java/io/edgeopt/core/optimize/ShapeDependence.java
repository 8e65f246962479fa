package io.edgeopt.core.optimize;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tensors depend on the shapes of a model's inputs alone, and not on the values in them: in shape, or even in
 * value. Only what is so can be learnt from a few runs for all others.
 */
final class ShapeDependence {
    /** Operators whose output's shape is decided by values that no input of theirs names as such. */
    private static final Set<String> SHAPED_BY_DATA =
            Set.of("NonZero", "Unique", "Compress", "NonMaxSuppression", "StringSplit");

    private static final Set<String> RANDOM = Set.of(
            "RandomNormal",
            "RandomNormalLike",
            "RandomUniform",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout");

    /** Weights kept in few bits are meant to stay so. */
    private static final Set<String> KEPT = Set.of("DequantizeLinear", "QuantizeLinear");

    /** The places of the inputs whose values decide the output's shape. */
    private static final Map<String, List<Integer>> SHAPE_INPUTS = Map.ofEntries(
            Map.entry("Reshape", List.of(1)),
            Map.entry("Expand", List.of(1)),
            Map.entry("Tile", List.of(1)),
            Map.entry("Pad", List.of(1, 3)),
            Map.entry("Slice", List.of(1, 2, 3, 4)),
            Map.entry("Split", List.of(1)),
            Map.entry("Squeeze", List.of(1)),
            Map.entry("Unsqueeze", List.of(1)),
            Map.entry("Resize", List.of(1, 2, 3)),
            Map.entry("Upsample", List.of(1)),
            Map.entry("TopK", List.of(1)),
            Map.entry("OneHot", List.of(1)),
            Map.entry("Range", List.of(0, 1, 2)),
            Map.entry("ConstantOfShape", List.of(0)),
            Map.entry("MaxUnpool", List.of(2)),
            Map.entry("CenterCropPad", List.of(1)),
            Map.entry("Col2Im", List.of(1, 2)),
            Map.entry("AffineGrid", List.of(1)),
            Map.entry("DFT", List.of(1, 2)),
            Map.entry("STFT", List.of(1, 3)),
            Map.entry("BlackmanWindow", List.of(0)),
            Map.entry("HannWindow", List.of(0)),
            Map.entry("HammingWindow", List.of(0)),
            Map.entry("MelWeightMatrix", List.of(0, 1)));

    private final Set<String> shaped = new LinkedHashSet<>();
    private final Set<String> valued = new LinkedHashSet<>();

    static ShapeDependence of(Graph graph) {
        ShapeDependence dependence = new ShapeDependence();
        Set<String> constants = new HashSet<>(graph.initializerNames());
        dependence.valued.addAll(constants);
        dependence.shaped.addAll(constants);
        graph.inputs().forEach(input -> dependence.shaped.add(input.name()));
        graph.topological().forEach(dependence::visit);
        dependence.valued.removeAll(constants);
        dependence.shaped.removeAll(constants);
        graph.inputs().forEach(input -> dependence.shaped.remove(input.name()));
        return dependence;
    }

    private void visit(Node node) {
        List<String> inputs =
                node.inputs().stream().filter(name -> !name.isEmpty()).toList();
        if (!node.domain().isEmpty()
                || node.hasSubgraphs()
                || isNoTensor(node.op())
                || SHAPED_BY_DATA.contains(node.op())
                || !shaped.containsAll(inputs)
                || !valued.containsAll(shapeInputs(node))) {
            return;
        }
        List<String> outputs =
                node.outputs().stream().filter(name -> !name.isEmpty()).toList();
        shaped.addAll(outputs);
        boolean repeatable = !RANDOM.contains(node.op()) && !KEPT.contains(node.op());
        if (repeatable && (node.isAnyOf("Shape", "Size") || valued.containsAll(inputs))) {
            valued.addAll(outputs);
        }
    }

    private static boolean isNoTensor(String op) {
        return op.contains("Sequence") || op.startsWith("Optional");
    }

    private static List<String> shapeInputs(Node node) {
        boolean reduces = node.op().startsWith("Reduce") && node.inputs().size() > 1;
        List<Integer> places = reduces ? List.of(1) : SHAPE_INPUTS.getOrDefault(node.op(), List.of());
        return places.stream().flatMap(place -> node.input(place).stream()).toList();
    }

    /** Tensors that nodes make and whose shape depends on nothing but the inputs' shapes. */
    Set<String> shaped() {
        return shaped;
    }

    /** Those of them whose values do not either. */
    Set<String> valued() {
        return valued;
    }
}

package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.place.Group;
import io.edgeopt.optimizers.quantize.place.Placement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is needed to write a quantized graph.
 *
 * @param model in float
 * @param grids the integers of each group of tensors
 * @param biases what the biases of layers shall be instead, where they were corrected
 * @param weights the integers of layers whose weights were not simply rounded, but learnt
 */
public record Plan(
        Model model,
        Placement placement,
        Map<Group, Grid> grids,
        Map<Node, float[]> biases,
        Map<Node, StoredWeight> weights,
        WeightRounder rounder) {
    public Plan {
        grids = Map.copyOf(grids);
        biases = Map.copyOf(biases);
        weights = Map.copyOf(weights);
    }

    public Plan withBiases(Map<Node, float[]> changed) {
        return new Plan(model, placement, grids, changed, weights, rounder);
    }

    public Plan withGrids(Map<Group, Grid> changed) {
        return new Plan(model, placement, changed, biases, weights, rounder);
    }

    public Plan withWeights(Map<Node, StoredWeight> changed) {
        return new Plan(model, placement, grids, biases, changed, rounder);
    }

    /** What the bias of a layer shall be; empty where it has none. */
    public Optional<float[]> bias(Node layer) {
        Optional<float[]> changed = Optional.ofNullable(biases.get(layer)).map(float[]::clone);
        return changed.isPresent()
                ? changed
                : Operators.of(layer)
                        .biasOf(layer)
                        .flatMap(model.graph()::constant)
                        .map(Tensor::toFloats);
    }

    /** The integers that a layer's constant weights become; one whose weights are computed has none. */
    public Optional<StoredWeight> stored(Node layer) {
        return Operators.of(layer)
                .weightOf(layer)
                .flatMap(model.graph()::constant)
                .map(weight -> {
                    StoredWeight learnt = weights.get(layer);
                    return learnt != null ? learnt : rounder.round(layer, weight, leastScales(layer));
                });
    }

    /** The integers of what a layer reads. */
    public Grid input(Node layer) {
        return Objects.requireNonNull(
                grids.get(placement.groupOf(layer.inputs().get(0)).orElseThrow()));
    }

    /** Scales with which the bias, in steps of the input's scale times the weight's, fits 32 bits with room to spare. */
    private float[] leastScales(Node layer) {
        if (!placement.layers().contains(layer)) {
            return new float[0];
        }
        float[] values = bias(layer).orElse(new float[0]);
        float input = input(layer).scale();
        float[] least = new float[values.length];
        for (int c = 0; c < values.length; c++) {
            least[c] = Math.abs(values[c]) / input / (1 << 30);
        }
        return least;
    }
}

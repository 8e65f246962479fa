package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.optimizers.quantize.place.Group;
import io.edgeopt.optimizers.quantize.place.Placement;
import java.util.Map;

/**
 * All that is needed to write a quantized graph.
 *
 * @param model in float
 * @param grids the integers of each group of tensors
 * @param biases what the biases of layers shall be instead, where they were corrected
 */
public record Plan(
        Model model, Placement placement, Map<Group, Grid> grids, Map<Node, float[]> biases, WeightRounder rounder) {
    public Plan {
        grids = Map.copyOf(grids);
        biases = Map.copyOf(biases);
    }

    public Plan withBiases(Map<Node, float[]> changed) {
        return new Plan(model, placement, grids, changed, rounder);
    }

    public Plan withGrids(Map<Group, Grid> changed) {
        return new Plan(model, placement, changed, biases, rounder);
    }
}

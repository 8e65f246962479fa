package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A layer that reads channels which can be cut, with a constant weight.
 *
 * @param input the tensor that it reads
 * @param axis of the input along which channels lie
 */
record Reading(Node node, String input, int axis) {
    /** The layers of a model that read channels which can be cut: convolutions in one group, and matrices. */
    static List<Reading> all(DependencyGraph dependencies) {
        Graph graph = dependencies.model().graph();
        List<Reading> readings = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean convolution = node.is("Conv") && node.integer("group", 1) == 1;
            boolean matrix = node.is("MatMul") || (node.is("Gemm") && node.integer("transA", 0) == 0);
            if (!convolution && !matrix) {
                continue;
            }
            String weight = node.inputs().get(1);
            int rank = graph.initializerShape(weight).map(Shape::rank).orElse(0);
            boolean produced = graph.producerOf(node.inputs().get(0)).isPresent();
            if (produced && (convolution ? rank > 2 : rank == 2)) {
                Reading reading = new Reading(node, node.inputs().get(0), convolution ? 1 : -1);
                if (Arrays.stream(reading.channels(dependencies)).anyMatch(channel -> channel >= 0)) {
                    readings.add(reading);
                }
            }
        }
        return readings;
    }

    /** For each place along the axis its channel, or -1. */
    int[] channels(DependencyGraph dependencies) {
        return dependencies.channelsAlong(input, axis);
    }

    boolean isMap() {
        return axis == 1;
    }

    String weight() {
        return node.inputs().get(1);
    }
}

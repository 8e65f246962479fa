package io.edgeopt.core.optimize;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Extents to run a model with where its inputs leave some free. Equal names get equal extents. */
final class FreeExtents {
    /** Extents to try for free axes other than the batch: pictures of usual sizes, then short sequences. */
    private static final long[][] LADDERS = {{64, 96, 128}, {224, 256, 288}, {320, 352, 384}, {8, 12, 16}, {1, 2, 3}};

    private static final long[] BATCHES = {1, 2, 3};

    /** The free axes by what stands for them, each with a rank among those that are no batch; the batch has -1. */
    private final Map<String, Integer> symbols = new LinkedHashMap<>();

    private final List<ValueInfo> inputs;

    private FreeExtents(List<ValueInfo> inputs) {
        this.inputs = inputs;
    }

    static FreeExtents of(Graph graph) {
        FreeExtents extents = new FreeExtents(graph.inputs());
        for (ValueInfo input : extents.inputs) {
            List<Dim> dims = input.dims().orElse(List.of());
            for (int axis = 0; axis < dims.size(); axis++) {
                if (dims.get(axis) instanceof Dim.Free free && axis == 0) {
                    extents.symbols.put(symbol(input, axis, free), -1);
                }
            }
        }
        for (ValueInfo input : extents.inputs) {
            List<Dim> dims = input.dims().orElse(List.of());
            for (int axis = 0; axis < dims.size(); axis++) {
                if (dims.get(axis) instanceof Dim.Free free) {
                    extents.symbols.putIfAbsent(symbol(input, axis, free), extents.symbols.size());
                }
            }
        }
        return extents;
    }

    private static String symbol(ValueInfo input, int axis, Dim.Free free) {
        if (!free.name().isEmpty()) {
            return free.name();
        }
        // All inputs of a model have one batch, named or not.
        return axis == 0 ? " batch" : input.name() + " " + axis;
    }

    boolean isEmpty() {
        return symbols.isEmpty();
    }

    /** Whether every input says how many axes it has. */
    boolean areRanksKnown() {
        return inputs.stream().allMatch(input -> input.dims().isPresent());
    }

    /**
     * Ways to run the model, to be tried in turn; each is a list of runs, in which every free extent differs from run to
     * run. A model without free extents has one way, of one run.
     */
    List<List<Map<String, Shape>>> ways() {
        List<List<Map<String, Shape>>> ways = new ArrayList<>();
        boolean onlyBatch = symbols.values().stream().allMatch(rank -> rank < 0);
        for (long[] ladder : LADDERS) {
            List<Map<String, Shape>> runs = new ArrayList<>();
            for (int run = 0; run < (isEmpty() ? 1 : BATCHES.length); run++) {
                runs.add(shapes(ladder, run));
            }
            ways.add(runs);
            if (onlyBatch) {
                break;
            }
        }
        return ways;
    }

    private Map<String, Shape> shapes(long[] ladder, int run) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            List<Dim> dims = input.dims().orElse(List.of());
            long[] extents = new long[dims.size()];
            for (int axis = 0; axis < extents.length; axis++) {
                if (dims.get(axis) instanceof Dim.Fixed fixed) {
                    extents[axis] = fixed.extent();
                } else if (dims.get(axis) instanceof Dim.Free free) {
                    int rank = symbols.getOrDefault(symbol(input, axis, free), -1);
                    // Neighbours take different rungs, so that height and width are never the same.
                    extents[axis] = rank < 0 ? BATCHES[run] : ladder[(run + rank) % ladder.length];
                }
            }
            shapes.put(input.name(), Shape.of(extents));
        }
        return shapes;
    }
}

package io.edgeopt.core.optimize;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Drawn inputs for a model of which there are no samples: each run has the least extents that are tried elsewhere. */
public final class DrawnInputs {
    private DrawnInputs() {}

    /** Fails where an input does not say how many axes it has. */
    public static List<Map<String, Tensor>> of(Model model, int runs, long seed) {
        FreeExtents free = FreeExtents.of(model.graph());
        if (!free.areRanksKnown()) {
            throw new UnsupportedModelException("an input of model '%s' does not declare its shape; give data"
                    .formatted(model.graph().name()));
        }
        Map<String, Shape> shapes = free.ways().get(0).get(0);
        List<Map<String, Tensor>> inputs = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            inputs.add(RandomInputs.of(model.graph().inputs(), shapes, seed + run));
        }
        return inputs;
    }
}

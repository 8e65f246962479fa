package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.net.HashWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Inputs for models in tests. */
final class Shown {
    private Shown() {}

    static InputSource to(Model model, int runs) {
        ValueInfo input = model.graph().inputs().get(0);
        long[] dims = input.dims().orElseThrow().stream()
                .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : 1)
                .toArray();
        List<Map<String, Tensor>> inputs = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            inputs.add(Map.of(input.name(), HashWeights.of("shown" + run, 0, 1, dims)));
        }
        return InputSource.of("shown", inputs);
    }
}

package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.optimizers.quantize.range.Range;
import java.util.List;
import java.util.Optional;

/**
 * Tensors that share one scale.
 *
 * @param tensors all of them, constants too, in the graph's order
 * @param sources those whose values decide the range: the others only repeat these
 * @param range the range, where the operators themselves fix it
 * @param reach the values that readers tell apart, where these are not all
 */
public record Group(List<String> tensors, List<String> sources, Optional<Range> range, Optional<Reach> reach) {
    public Group {
        tensors = List.copyOf(tensors);
        sources = List.copyOf(sources);
    }

    /** What messages call it. */
    public String name() {
        return tensors.get(0);
    }
}

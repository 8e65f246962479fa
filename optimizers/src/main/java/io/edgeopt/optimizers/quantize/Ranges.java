package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Grid;
import io.edgeopt.optimizers.quantize.place.Group;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.place.Reach;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import io.edgeopt.optimizers.quantize.range.Collector;
import io.edgeopt.optimizers.quantize.range.Range;
import io.edgeopt.optimizers.quantize.range.Statistics;
import io.edgeopt.optimizers.quantize.range.Steps;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What calibration told of each group of tensors, ready for any calibrator. */
final class Ranges {
    private final Placement placement;
    private final Map<String, Statistics> statistics;
    private final boolean values;

    private Ranges(Placement placement, Map<String, Statistics> statistics, boolean values) {
        this.placement = placement;
        this.statistics = statistics;
        this.values = values;
    }

    static Ranges collected(
            Model model,
            Placement placement,
            InputSource data,
            QuantizeSettings settings,
            Backend backend,
            SessionOptions options,
            Collector.Witness witness,
            Progress progress) {
        Set<String> computed = new LinkedHashSet<>();
        Map<String, Statistics> statistics = new LinkedHashMap<>();
        boolean values = settings.calibrator().map(Calibrator::needsValues).orElse(settings.effort() != Effort.FAST);
        for (Group group : placement.groups()) {
            for (String source : group.sources()) {
                Optional<Tensor> constant = model.graph().constant(source);
                if (constant.isPresent()) {
                    Statistics held = values ? Statistics.ofValues() : Statistics.ofExtremes();
                    held.add(constant.get().toFloats());
                    statistics.put(source, held);
                } else if (group.range().isEmpty()) {
                    computed.add(source);
                }
            }
        }
        Collector collector = new Collector(backend, options).before(witness);
        statistics.putAll(
                values
                        ? collector.values(model, computed, data, progress)
                        : collector.extremes(model, computed, data, progress));
        return new Ranges(placement, statistics, values);
    }

    /** How many tensors were watched. */
    int tensors() {
        return statistics.size();
    }

    /** The integers of each group of a placement: the one that was watched, or one with fewer layers. */
    Map<Group, Grid> grids(Placement where, Calibrator calibrator, Steps steps) {
        Map<Group, Grid> grids = new LinkedHashMap<>();
        for (Group group : where.groups()) {
            Range range = group.range().orElseGet(() -> calibrator.range(merged(group), steps));
            boolean anchored = group.reach().filter(Reach::exact).isPresent() && !steps.isSymmetric();
            double lowest = group.reach().map(reach -> reach.range().low()).orElse(0.0);
            grids.put(group, anchored ? Grid.from(lowest, range.high(), steps) : Grid.over(range, steps));
        }
        return grids;
    }

    private Statistics merged(Group group) {
        Statistics merged = values ? Statistics.ofValues() : Statistics.ofExtremes();
        group.sources().forEach(source -> add(merged, source));
        return group.reach().map(reach -> merged.within(reach.range())).orElse(merged);
    }

    /** A tensor that was not watched held only what the sources of its group hold. */
    private void add(Statistics merged, String tensor) {
        Statistics watched = statistics.get(tensor);
        if (watched != null) {
            merged.add(watched);
        } else {
            Group group = placement.groupOf(tensor).orElseThrow();
            group.sources().forEach(source -> merged.add(Objects.requireNonNull(statistics.get(source))));
        }
    }
}

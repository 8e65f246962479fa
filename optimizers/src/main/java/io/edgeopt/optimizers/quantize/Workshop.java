package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Grid;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.emit.WeightRounder;
import io.edgeopt.optimizers.quantize.place.Group;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import io.edgeopt.optimizers.quantize.range.Collector;
import io.edgeopt.optimizers.quantize.range.Histogram;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A float model with its placement and statistics, from which any calibrator makes a quantized one. */
final class Workshop {
    private final Model model;
    private final Placement placement;
    private final Ranges ranges;
    private final QuantizeSettings settings;
    private final Emitter emitter;

    private Workshop(Model model, Placement placement, Ranges ranges, QuantizeSettings settings) {
        this.model = model;
        this.placement = placement;
        this.ranges = ranges;
        this.settings = settings;
        this.emitter = settings.target().emitter();
    }

    static Workshop of(
            Model model,
            Placement placement,
            InputSource data,
            QuantizeSettings settings,
            Backend backend,
            SessionOptions options,
            Collector.Witness witness,
            Progress progress) {
        Ranges ranges = Ranges.collected(model, placement, data, settings, backend, options, witness, progress);
        return new Workshop(model, placement, ranges, settings);
    }

    long statisticsBytes() {
        return ranges.tensors() * Histogram.bytes();
    }

    /**
     * The candidate that answers best of those that the calibrators make; {@code tried} takes how well each did, where
     * there are several.
     */
    Candidate best(Fidelity fidelity, Map<String, Double> tried) {
        Candidate best = null;
        List<Calibrator> calibrators = calibrators();
        for (Calibrator calibrator : calibrators) {
            Candidate candidate = Candidate.of(this, calibrator, plan(calibrator, placement), emitter, fidelity);
            if (calibrators.size() > 1) {
                tried.put(calibrator.toString(), candidate.result().mean());
            }
            best = best == null || candidate.result().mean() > best.result().mean() ? candidate : best;
        }
        return Objects.requireNonNull(best);
    }

    /** A candidate with other layers in float, and the biases and integers that {@code like} has learnt. */
    Candidate candidate(Calibrator calibrator, Map<String, String> keepFloat, Plan like, Fidelity fidelity) {
        return candidate(calibrator, settings.target().placement(model.graph(), keepFloat), like, fidelity);
    }

    /** The same by the calibrator that does best with these layers in float. */
    Candidate best(Map<String, String> keepFloat, Plan like, Fidelity fidelity) {
        Candidate best = null;
        for (Calibrator calibrator : calibrators()) {
            Candidate candidate = candidate(calibrator, keepFloat, like, fidelity);
            best = best == null || candidate.result().mean() > best.result().mean() ? candidate : best;
        }
        return Objects.requireNonNull(best);
    }

    /** The model with other layers in float, by the first calibrator, for those who do not ask how well it answers. */
    Model emitted(Map<String, String> keepFloat) {
        Placement where = settings.target().placement(model.graph(), keepFloat);
        return emitter.emit(plan(calibrators().get(0), where));
    }

    private Candidate candidate(Calibrator calibrator, Placement where, Plan like, Fidelity fidelity) {
        Plan plan = plan(calibrator, where).withBiases(like.biases()).withWeights(like.weights());
        return Candidate.of(this, calibrator, plan, emitter, fidelity);
    }

    private Plan plan(Calibrator calibrator, Placement where) {
        WeightRounder rounder = new WeightRounder(!settings.perTensor(), settings.rounding());
        Map<Group, Grid> grids =
                ranges.grids(where, calibrator, settings.target().steps());
        return new Plan(model, where, grids, Map.of(), Map.of(), rounder);
    }

    private List<Calibrator> calibrators() {
        if (settings.calibrator().isPresent()) {
            return List.of(settings.calibrator().get());
        }
        return settings.effort() == Effort.FAST
                ? List.of(Calibrator.MINMAX)
                : List.of(Calibrator.MINMAX, Calibrator.MEAN_MINMAX, Calibrator.PERCENTILE, Calibrator.MSE);
    }
}

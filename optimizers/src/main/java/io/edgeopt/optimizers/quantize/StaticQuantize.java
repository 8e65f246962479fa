package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.emit.CpuEmitter;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.emit.WeightRounder;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.place.Placer;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import io.edgeopt.optimizers.quantize.range.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a float model into 8-bit integers, with ranges learnt from calibration data. */
public final class StaticQuantize implements ToldStep {
    /** On how many runs candidates are compared. */
    private static final int COMPARED = 16;

    private final Backend backend;
    private final QuantizeSettings settings;
    private final InputSource data;
    private final Progress progress;

    public StaticQuantize(Backend backend, QuantizeSettings settings, InputSource data, Progress progress) {
        this.backend = backend;
        this.settings = settings;
        this.data = data;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "quantize";
    }

    @Override
    public Quantization run(Model model) {
        Model prepared = Preparation.of(model, backend);
        Graph graph = prepared.graph();
        Placement placement = Placer.of(graph, keptFloat(graph));
        if (placement.layers().isEmpty()) {
            throw new io.edgeopt.core.UnsupportedModelException(
                    "no layer of the model can compute on integers%s".formatted(reasons(placement)));
        }
        SessionOptions options = SessionOptions.DEFAULT.withThreads(settings.threads());
        Ranges ranges = Ranges.collected(prepared, placement, data, settings, backend, options, progress);
        Fidelity fidelity = new Fidelity(prepared, data.first(COMPARED), backend, options);
        Emitter emitter = new CpuEmitter();
        WeightRounder rounder = new WeightRounder(!settings.perTensor(), settings.rounding());
        Map<String, Double> tried = new LinkedHashMap<>();
        Candidate best = null;
        for (Calibrator calibrator : calibrators()) {
            Plan plan = new Plan(
                    prepared,
                    placement,
                    ranges.grids(calibrator, settings.target().steps()),
                    Map.of(),
                    rounder);
            Candidate candidate = Candidate.of(calibrator, plan, emitter, fidelity);
            tried.put(calibrator.toString(), candidate.result().mean());
            best = best == null || candidate.result().mean() > best.result().mean() ? candidate : best;
        }
        Candidate chosen = java.util.Objects.requireNonNull(best);
        List<String> notes = new ArrayList<>();
        return new Quantization(
                chosen.model(),
                chosen.calibrator().toString(),
                tried,
                fates(graph, placement),
                data.size(),
                ranges.tensors() * Histogram.bytes(),
                notes);
    }

    private List<Calibrator> calibrators() {
        if (settings.calibrator().isPresent()) {
            return List.of(settings.calibrator().get());
        }
        return settings.effort() == Effort.FAST
                ? List.of(Calibrator.MINMAX)
                : List.of(Calibrator.MINMAX, Calibrator.MEAN_MINMAX, Calibrator.PERCENTILE, Calibrator.MSE);
    }

    private Map<String, String> keptFloat(Graph graph) {
        List<String> layers = graph.nodes().stream()
                .filter(node -> Operators.of(node).macs() != MacRule.NONE)
                .map(Node::label)
                .toList();
        Map<String, String> kept = new LinkedHashMap<>();
        for (String layer : settings.keepFloat()) {
            if (!layers.contains(layer)) {
                throw new InvalidPlanException("the model has no layer '%s' to keep in float%s"
                        .formatted(layer, Suggestion.sentence(layer, layers)));
            }
            kept.put(layer, "the user keeps it in float");
        }
        return kept;
    }

    private static String reasons(Placement placement) {
        return placement.reasons().entrySet().stream()
                .findFirst()
                .map(entry -> ": '%s': %s".formatted(entry.getKey().label(), entry.getValue()))
                .orElse(": it has no convolution and no matrix product");
    }

    private static List<LayerFate> fates(Graph graph, Placement placement) {
        List<LayerFate> fates = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (placement.layers().contains(node)) {
                fates.add(new LayerFate(node.label(), node.op(), true, ""));
            } else if (placement.reasons().containsKey(node)) {
                fates.add(new LayerFate(
                        node.label(), node.op(), false, placement.reasons().get(node)));
            }
        }
        return fates;
    }
}

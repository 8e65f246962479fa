package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.diagnose.Distribution;
import io.edgeopt.core.diagnose.LayerDiagnosis;
import io.edgeopt.core.diagnose.RangeGrowth;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.LayerFate;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.StaticTrials;
import io.edgeopt.optimizers.quantize.range.Collector;
import io.edgeopt.optimizers.quantize.range.Growth;
import io.edgeopt.optimizers.quantize.range.Statistics;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a quantized model layer by layer, beside its source. */
public final class Diagnosis {
    /** On how many samples layers are compared; their histograms take more. */
    public static final int COMPARED = 8;

    private static final int SPREAD = 32;
    private static final int ALONE = 4;

    private final Model source;
    private final Optional<StaticTrials> trials;
    private final Model changed;
    private final Map<String, LayerFate> fates = new LinkedHashMap<>();
    private final InputSource data;
    private final Backend backend;
    private final SessionOptions options;
    private final Progress progress;

    public Diagnosis(
            Model given,
            Quantization made,
            QuantizeSettings settings,
            InputSource data,
            Backend backend,
            Progress progress) {
        this.trials = trials(given, settings, data, backend);
        this.source = trials.map(StaticTrials::prepared)
                .orElseGet(() -> new Simplify(backend, SimplifySettings.DEFAULT).apply(given));
        this.changed = made.model();
        made.layers().forEach(fate -> fates.put(fate.layer(), fate));
        this.data = data;
        this.backend = backend;
        this.options = SessionOptions.DEFAULT.withThreads(settings.threads());
        this.progress = progress;
    }

    /** Empty where the model cannot be static, so that a page about another scheme tells less. */
    private static Optional<StaticTrials> trials(
            Model given, QuantizeSettings settings, InputSource data, Backend backend) {
        try {
            return Optional.of(StaticTrials.of(given, settings, data, backend, Progress.NONE));
        } catch (UnsupportedModelException e) {
            return Optional.empty();
        }
    }

    /** How ranges grew with the samples; empty where nothing is to hold integers. */
    public List<RangeGrowth> growth() {
        if (trials.isEmpty()) {
            return List.of();
        }
        Growth growth = Growth.watching();
        new Collector(backend, options).extremes(source, trials.get().watched(), data, progress, growth);
        return growth.points().stream()
                .map(point -> new RangeGrowth(point.samples(), point.median(), point.least()))
                .toList();
    }

    /** Every layer, in the graph's order. */
    public List<LayerDiagnosis> layers() {
        List<Node> layers = source.graph().nodes().stream()
                .filter(node -> Operators.of(node).macs() != MacRule.NONE)
                .toList();
        Map<String, StoredLayer> stored = new LinkedHashMap<>();
        layers.forEach(layer -> StoredLayer.of(source.graph(), layer, changed.graph())
                .ifPresent(found -> stored.put(layer.label(), found)));
        Map<String, Double> sqnr = compared(stored);
        Map<String, Statistics> values = values(stored);
        Map<String, Double> alone = alone();
        double noise = alone.values().stream().mapToDouble(Diagnosis::noise).sum();
        LayerNames names = LayerNames.of(source.graph());
        Map<String, Double> before = LayerTimes.of(source, names, data.inputs(0), backend);
        Map<String, Double> after = LayerTimes.of(changed, names, data.inputs(0), backend);
        List<LayerDiagnosis> told = new ArrayList<>();
        for (Node layer : layers) {
            String label = layer.label();
            Optional<StoredLayer> held = Optional.ofNullable(stored.get(label));
            Optional<LayerFate> fate = Optional.ofNullable(fates.get(label));
            Optional<Double> single = Optional.ofNullable(alone.get(label));
            told.add(new LayerDiagnosis(
                    label,
                    layer.op(),
                    fate.map(LayerFate::integer).orElse(false),
                    fate.map(LayerFate::reason).orElse(fates.isEmpty() ? "the whole model is in float" : ""),
                    held.flatMap(one -> Optional.ofNullable(sqnr.get(one.stands()))),
                    StoredLayer.weightDecibels(label, changed.graph()),
                    single,
                    single.map(decibels -> noise > 0 ? noise(decibels) / noise : 0),
                    Optional.ofNullable(before.get(label)),
                    Optional.ofNullable(after.get(label)),
                    weights(layer),
                    held.flatMap(one -> Optional.ofNullable(values.get(one.gives()))
                            .flatMap(seen -> Spread.of(seen.histogram(), one.covered())))));
        }
        return told;
    }

    private Map<String, Double> compared(Map<String, StoredLayer> stored) {
        Map<String, String> pairs = new LinkedHashMap<>();
        stored.values().forEach(layer -> pairs.put(layer.stands(), layer.stands()));
        return new Compared(backend, options, data.first(COMPARED)).decibels(source, changed, pairs);
    }

    /** What the quantized model's own tensors hold, before they become integers: the range is theirs. */
    private Map<String, Statistics> values(Map<String, StoredLayer> stored) {
        List<String> tensors =
                stored.values().stream().map(StoredLayer::gives).distinct().toList();
        return new Collector(backend, options).values(changed, tensors, data.first(SPREAD), progress);
    }

    /** By layer, how near the outputs stay where it alone is in integers. */
    private Map<String, Double> alone() {
        Map<String, Double> alone = new LinkedHashMap<>();
        if (trials.isEmpty()) {
            return alone;
        }
        List<String> integers = trials.get().layers().stream()
                .filter(layer -> Optional.ofNullable(fates.get(layer))
                        .filter(LayerFate::integer)
                        .isPresent())
                .toList();
        Fidelity fidelity = new Fidelity(source, data.first(ALONE), backend, options);
        progress.begin("layers alone", integers.size());
        try {
            for (String layer : integers) {
                List<String> others = trials.get().layers().stream()
                        .filter(other -> !other.equals(layer))
                        .toList();
                alone.put(layer, fidelity.of(trials.get().without(others)).mean());
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        return alone;
    }

    private static double noise(double decibels) {
        return Math.pow(10, -decibels / 10);
    }

    private Optional<Distribution> weights(Node layer) {
        return Operators.of(layer)
                .weightOf(layer)
                .flatMap(source.graph()::constant)
                .flatMap(weight -> {
                    Statistics statistics = Statistics.ofValues();
                    statistics.add(weight.toFloats());
                    return Spread.of(statistics.histogram(), Optional.empty());
                });
    }
}

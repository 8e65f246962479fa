package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.correct.BiasCorrection;
import io.edgeopt.optimizers.quantize.correct.Equalization;
import io.edgeopt.optimizers.quantize.emit.CpuEmitter;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.place.Placer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a float model into 8-bit integers, with ranges learnt from calibration data. */
public final class StaticQuantize implements ToldStep {
    /** On how many runs candidates are compared. */
    private static final int COMPARED = 16;

    private static final int CORRECTED = 32;
    private static final int EQUALIZED = 64;
    private static final Emitter EMITTER = new CpuEmitter();

    private final Backend backend;
    private final QuantizeSettings settings;
    private final InputSource data;
    private final Optional<Budget> budget;
    private final Progress progress;

    public StaticQuantize(
            Backend backend, QuantizeSettings settings, InputSource data, Optional<Budget> budget, Progress progress) {
        this.backend = backend;
        this.settings = settings;
        this.data = data;
        this.budget = budget;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "quantize";
    }

    @Override
    public Quantization run(Model model) {
        Model prepared = Preparation.of(model, backend);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(settings.threads());
        Workshop plain = workshop(prepared, options);
        Fidelity fidelity = new Fidelity(prepared, data.first(COMPARED), backend, options);
        Map<String, Double> tried = new LinkedHashMap<>();
        Candidate best = plain.best(fidelity, tried);
        List<String> notes = new ArrayList<>();
        if (settings.effort() != Effort.FAST) {
            best = equalized(prepared, options, fidelity, best, notes);
            best = corrected(best, options, fidelity, notes);
        }
        return finished(best, best.workshop(), fidelity, tried, plain.statisticsBytes(), notes);
    }

    private Quantization finished(
            Candidate best,
            Workshop workshop,
            Fidelity fidelity,
            Map<String, Double> tried,
            long bytes,
            List<String> notes) {
        Candidate result = best;
        List<Sensitivity> ranking = List.of();
        Optional<BudgetOutcome> outcome =
                budget.map(wanted -> BudgetOutcome.of(wanted, wanted.score().applyAsDouble(best.model()), List.of()));
        boolean missed = outcome.isPresent() && !outcome.get().met();
        if (missed || settings.effort() == Effort.BEST) {
            Revert revert = new Revert(workshop, best, fidelity, progress);
            ranking = revert.ranking();
            if (missed) {
                Revert.Scored kept = revert.within(budget.orElseThrow(), ranking);
                result = kept.candidate();
                outcome = Optional.of(kept.outcome());
            }
        }
        return new Quantization(
                result.model(),
                result.calibrator().toString(),
                tried,
                fates(result.plan()),
                ranking,
                outcome,
                data.size(),
                bytes,
                notes);
    }

    private Workshop workshop(Model prepared, SessionOptions options) {
        Placement placement = placement(prepared.graph(), settings);
        return Workshop.of(prepared, placement, data, settings, backend, options, progress);
    }

    /** Where integers go by the user's settings; fails where no layer can compute on them. */
    static Placement placement(Graph graph, QuantizeSettings settings) {
        Placement placement = Placer.of(graph, keptFloat(graph, settings));
        if (placement.layers().isEmpty()) {
            throw new UnsupportedModelException(
                    "no layer of the model can compute on integers%s".formatted(reasons(placement)));
        }
        return placement;
    }

    private Candidate equalized(
            Model prepared, SessionOptions options, Fidelity fidelity, Candidate best, List<String> notes) {
        Model equal = new Equalization(backend, options).equalized(prepared, data.first(EQUALIZED));
        if (equal == prepared) {
            return best;
        }
        Candidate other = workshop(equal, options).best(fidelity, new LinkedHashMap<>());
        return better("equal channels", best, other, notes);
    }

    private Candidate corrected(Candidate best, SessionOptions options, Fidelity fidelity, List<String> notes) {
        // Other samples than those it is judged by, where there are enough.
        InputSource samples =
                data.size() >= 2 * COMPARED ? data.part(COMPARED, Math.min(data.size(), COMPARED + CORRECTED)) : data;
        Plan plan = new BiasCorrection(backend, options, EMITTER).corrected(best.plan(), samples);
        return better("corrected biases", best, best.with(plan, EMITTER, fidelity), notes);
    }

    private static Candidate better(String what, Candidate before, Candidate after, List<String> notes) {
        boolean gained = after.result().mean() > before.result().mean();
        notes.add(String.format(
                Locale.ROOT,
                "%s: %.2f dB instead of %.2f%s",
                what,
                after.result().mean(),
                before.result().mean(),
                gained ? "" : ": left out"));
        return gained ? after : before;
    }

    private static Map<String, String> keptFloat(Graph graph, QuantizeSettings settings) {
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

    private static List<LayerFate> fates(Plan plan) {
        List<LayerFate> fates = new ArrayList<>();
        Placement placement = plan.placement();
        for (Node node : plan.model().graph().nodes()) {
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

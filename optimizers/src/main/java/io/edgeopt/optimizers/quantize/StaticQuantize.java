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
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.learn.LearntRounding;
import io.edgeopt.optimizers.quantize.learn.TrainableForm;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import io.edgeopt.optimizers.quantize.range.Collector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a float model into 8-bit integers, with ranges learnt from calibration data. */
public final class StaticQuantize implements ToldStep {
    /** On how many layers are sought that are to stay in float. */
    private static final int SPARED = 8;

    /** What channels of one size have to gain, in decibels, for ranges to be gathered anew for them. */
    private static final double WORTH = 0.3;

    private static final int CORRECTED = 32;
    private static final int EQUALIZED = 64;
    private static final int LEARNT = 96;

    private final Emitter emitter;
    private final Backend backend;
    private final QuantizeSettings settings;
    private final InputSource data;
    private final Optional<Budget> budget;
    private final Optional<Training> training;
    private final Optional<Fidelity> judge;
    private final long seed;
    private final Progress progress;

    public StaticQuantize(
            Backend backend, QuantizeSettings settings, InputSource data, Optional<Budget> budget, Progress progress) {
        this(backend, settings, data, budget, Optional.empty(), Optional.empty(), 0, progress);
    }

    /**
     * With all that there is to choose.
     *
     * @param training how the result is trained, where it shall be
     * @param judge compares with the model that is given, on the first of the data; is made where nobody has one
     * @param seed what chance there is is drawn from
     */
    StaticQuantize(
            Backend backend,
            QuantizeSettings settings,
            InputSource data,
            Optional<Budget> budget,
            Optional<Training> training,
            Optional<Fidelity> judge,
            long seed,
            Progress progress) {
        this.emitter = settings.target().emitter();
        this.backend = settings.target().judging(backend);
        this.settings = settings;
        this.data = data;
        this.budget = budget;
        this.training = training;
        this.judge = judge;
        this.seed = seed;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "quantize";
    }

    @Override
    public Quantization run(Model model) {
        Model prepared = Preparation.of(model, backend, settings.effort());
        SessionOptions options = SessionOptions.DEFAULT.withThreads(settings.threads());
        Fidelity fidelity = judge.orElseGet(
                () -> new Fidelity(prepared, data.first(settings.effort().compared()), backend, options));
        // What was made ready has been found to answer as its source does.
        Workshop plain = workshop(prepared, settings, options, fidelity::tell);
        Map<String, Double> tried = new LinkedHashMap<>();
        Candidate best = plain.best(fidelity, tried);
        List<String> notes = new ArrayList<>();
        if (settings.corrects(Correction.EQUAL_CHANNELS)) {
            best = equalized(prepared, options, fidelity, best, tried, notes);
        }
        if (settings.corrects(Correction.FLOAT_LAYERS) && Sparing.isWanted(best.result(), fidelity)) {
            best = spared(prepared, best, options, fidelity, notes);
            // What is told of layers in the worst company is told roughly; with better company it is told again.
            if (Sparing.isFar(best.result())) {
                best = spared(prepared, best, options, fidelity, notes);
            }
        }
        if (settings.corrects(Correction.BIASES)) {
            best = corrected(best, options, fidelity, notes);
        }
        if (settings.learnsRounding()) {
            best = rounded(best, options, fidelity, notes);
        }
        if (training.isPresent()) {
            best = trained(best, training.get(), fidelity, notes);
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
        if (missed || settings.ranksLayers()) {
            Revert revert = new Revert(workshop, best, fidelity, progress);
            ranking = revert.ranking();
            if (missed) {
                Revert.Scored kept = revert.within(budget.orElseThrow(), ranking);
                result = kept.candidate();
                outcome = Optional.of(kept.outcome());
            }
        }
        notes.addAll(settings.target().notes(result.model()));
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

    private Workshop workshop(Model prepared, QuantizeSettings how, SessionOptions options, Collector.Witness witness) {
        Placement placement = placement(prepared.graph(), how);
        return Workshop.of(prepared, placement, data, how, backend, options, witness, progress);
    }

    /** Where integers go by the user's settings; fails where no layer can compute on them. */
    static Placement placement(Graph graph, QuantizeSettings settings) {
        Placement placement = settings.target().placement(graph, keptFloat(graph, settings));
        if (placement.layers().isEmpty()) {
            throw new UnsupportedModelException(
                    "no layer of the model can compute on integers%s".formatted(reasons(placement)));
        }
        return placement;
    }

    private Candidate equalized(
            Model prepared,
            SessionOptions options,
            Fidelity fidelity,
            Candidate best,
            Map<String, Double> tried,
            List<String> notes) {
        Model equal = new Equalization(backend, options).equalized(prepared, data.first(EQUALIZED));
        if (equal == prepared) {
            return best;
        }
        Double plain = best.calibrator() == Calibrator.MINMAX
                ? Double.valueOf(best.result().mean())
                : tried.get(Calibrator.MINMAX.toString());
        Optional<Candidate> first = Optional.empty();
        if (plain != null) {
            // Extremes are told in a moment, and show whether there is anything to gain.
            Candidate found = calibrated(equal, settings.withCalibrator(Calibrator.MINMAX), options, fidelity);
            if (found.result().mean() < plain + WORTH) {
                notes.add(leftOut("equal channels", plain, found.result().mean()));
                return best;
            }
            first = Optional.of(found);
        }
        // Where layers will go to float, the others may want another calibrator.
        boolean open = Sparing.isWanted(best.result(), fidelity);
        QuantizeSettings how = open ? settings : settings.withCalibrator(best.calibrator());
        Candidate other = first.filter(found -> !open && best.calibrator() == found.calibrator())
                .orElseGet(() -> calibrated(equal, how, options, fidelity));
        return better("equal channels", best, other, notes);
    }

    private Candidate calibrated(Model model, QuantizeSettings how, SessionOptions options, Fidelity fidelity) {
        return workshop(model, how, options, Collector.Witness.NONE).best(fidelity, new LinkedHashMap<>());
    }

    private Candidate spared(
            Model prepared, Candidate best, SessionOptions options, Fidelity fidelity, List<String> notes) {
        Fidelity few = new Fidelity(prepared, data.first(SPARED), backend, options);
        // Where hardly anything is left of the answers, which calibrator came first was chance, and what one cuts off
        // would be taken for what integers cost.
        Candidate start = Sparing.isFar(best.result())
                ? best.workshop()
                        .candidate(Calibrator.MINMAX, best.plan().placement().keptFloat(), best.plan(), few)
                : best.with(best.plan(), emitter, few);
        Optional<Candidate> found = new Sparing(start, few, Sparing.work(start.plan(), backend), progress).spared();
        if (found.isEmpty()) {
            notes.add("layers in float: no few of them bring the answers nearer");
            return best;
        }
        Map<String, String> kept = found.get().plan().placement().keptFloat();
        Candidate other = best.workshop().best(kept, best.plan(), fidelity);
        int count = best.plan().placement().layers().size()
                - other.plan().placement().layers().size();
        return better("%d layers in float".formatted(count), best, other, notes);
    }

    private Candidate corrected(Candidate best, SessionOptions options, Fidelity fidelity, List<String> notes) {
        Plan plan = new BiasCorrection(backend, options, emitter).corrected(best.plan(), unjudged(CORRECTED));
        return better("corrected biases", best, best.with(plan, emitter, fidelity), notes);
    }

    private Candidate rounded(Candidate best, SessionOptions options, Fidelity fidelity, List<String> notes) {
        Plan plan = new LearntRounding(backend, options, emitter, seed, progress).learnt(best.plan(), unjudged(LEARNT));
        Candidate kept = better("learnt rounding", best, best.with(plan, emitter, fidelity), notes);
        boolean gained = kept.result().mean() > best.result().mean();
        // What rounding now shifts is not what was corrected before.
        return gained && settings.corrects(Correction.BIASES) ? corrected(kept, options, fidelity, notes) : kept;
    }

    /** Other samples than those that candidates are judged by, where there are enough. */
    private InputSource unjudged(int most) {
        int judged = settings.effort().compared();
        return data.size() >= 2 * judged ? data.part(judged, Math.min(data.size(), judged + most)) : data;
    }

    private Candidate trained(Candidate best, Training how, Fidelity fidelity, List<String> notes) {
        TrainableForm form = new TrainableForm(best.plan(), emitter);
        Training.Trained trained =
                how.trained(new Training.Start(form.model(), form::deployed, form.fixed(), Map.of()), progress);
        notes.add(trained.note());
        return best.with(form.plan(trained.model()), emitter, fidelity);
    }

    private static Candidate better(String what, Candidate before, Candidate after, List<String> notes) {
        double was = before.result().mean();
        double is = after.result().mean();
        notes.add(is > was ? told(what, was, is) : leftOut(what, was, is));
        return is > was ? after : before;
    }

    private static String leftOut(String what, double before, double after) {
        return told(what, before, after) + ": left out";
    }

    private static String told(String what, double before, double after) {
        return String.format(Locale.ROOT, "%s: %.2f dB instead of %.2f", what, after, before);
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

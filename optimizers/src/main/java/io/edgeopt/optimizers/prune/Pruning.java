package io.edgeopt.optimizers.prune;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Leaves weights out of a model. Channels are really cut, and what comes out was compared with its source in which they
 * are zero; masks put zeros where weights were.
 */
public final class Pruning implements Step {
    private static final double TOLERANCE = 1e-4;
    private static final int COMPARED = 2;
    private static final int EQUAL_ROUNDS = 3;
    private static final int GRADUAL_ROUNDS = 6;

    private final PruneSettings settings;
    private final Backend backend;
    private final Optional<InputSource> samples;
    private final Optional<Retraining> retraining;
    private final Progress progress;

    /** What a model has been through so far. */
    private static final class State {
        private Model model;
        private Map<String, Tensor> masks = Map.of();
        private final Map<String, Pruned.Layer> layers = new LinkedHashMap<>();
        private final List<Tuned> trainings = new ArrayList<>();
        private OptionalDouble difference = OptionalDouble.empty();
        private int rebuilt;

        State(Model model) {
            this.model = model;
        }
    }

    /**
     * Pruning by these settings.
     *
     * @param samples inputs like those that the model will see, without labels; layers are fitted on them
     * @param retraining how the model learns again after each round
     */
    public Pruning(
            PruneSettings settings,
            Backend backend,
            Optional<InputSource> samples,
            Optional<Retraining> retraining,
            Progress progress) {
        this.settings = settings;
        this.backend = backend;
        this.samples = samples;
        this.retraining = retraining;
        this.progress = progress;
        if (settings.when() != PruneSettings.When.ONCE && retraining.isEmpty()) {
            throw new InvalidPlanException(
                    "--when %s trains between rounds, and there is nothing to learn from; give --data and --epochs"
                            .formatted(settings.when().toString().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    @Override
    public String name() {
        return "prune";
    }

    @Override
    public Model apply(Model model) {
        return run(model).model();
    }

    /** The pruned model, and how it came about. */
    public Pruned run(Model model) {
        State state = new State(model);
        List<Double> shares = rounds();
        for (double gone : shares) {
            if (settings.how() instanceof Structure.Channels) {
                cut(state, gone);
            } else {
                mask(state, gone);
            }
            boolean half = settings.when() == PruneSettings.When.DSD;
            retraining.ifPresent(after -> learn(state, after, half ? 0.5 : 1.0 / shares.size()));
        }
        if (settings.when() == PruneSettings.When.DSD) {
            state.masks = Map.of();
            retraining.ifPresent(after -> took(state, after.dense(state.model, 0.5, backend, progress)));
        }
        return new Pruned(
                state.model,
                state.masks,
                facts(model, state),
                List.copyOf(state.layers.values()),
                state.trainings,
                List.of());
    }

    /** How much is gone after each round, as a share of all that goes. */
    private List<Double> rounds() {
        int count = switch (settings.when()) {
            case ONCE, DSD -> 1;
            case ITERATIVE -> EQUAL_ROUNDS;
            case GRADUAL -> GRADUAL_ROUNDS;
        };
        List<Double> rounds = new ArrayList<>();
        for (int round = 1; round <= count; round++) {
            double left = 1 - (double) round / count;
            rounds.add(settings.when() == PruneSettings.When.GRADUAL ? 1 - left * left * left : 1 - left);
        }
        return rounds;
    }

    private void learn(State state, Retraining after, double share) {
        took(state, after.tuned(state.model, state.masks, share, backend, progress));
    }

    private static void took(State state, Tuned tuned) {
        state.trainings.add(tuned);
        state.model = tuned.model();
    }

    private void mask(State state, double gone) {
        Map<String, Tensor> saliency = Map.of();
        if (settings.what() == PruneSettings.Measure.TAYLOR) {
            saliency = retraining
                    .orElseThrow(() -> new InvalidPlanException(
                            "--what taylor follows gradients of labelled samples; give --data and --steps or --epochs"))
                    .saliency(state.model, backend, progress);
        }
        boolean byInputs = settings.what() == PruneSettings.Measure.ACTIVATION;
        if (byInputs && samples.isEmpty()) {
            throw new InvalidPlanException("--what activation watches samples; give some with --calib DATA");
        }
        Optional<MaskFitting> watched = samples.filter(some -> byInputs || settings.rebuild())
                .map(some ->
                        new MaskFitting(state.model, some, backend, settings.threads(), settings.seed(), progress));
        Masking masking = new Masking(
                state.model, settings, byInputs ? watched.orElseThrow().weighed() : saliency);
        state.masks = masking.masks(settings.target().share() * gone);
        Optional<MaskFitting> fitting = watched.filter(one -> settings.rebuild());
        state.rebuilt = fitting.map(MaskFitting::layers).orElse(0);
        state.model =
                fitting.map(one -> one.fitted(state.masks)).orElseGet(() -> Masking.applied(state.model, state.masks));
        masking.layers(state.masks).forEach(layer -> state.layers.put(layer.name(), layer));
    }

    private void cut(State state, double gone) {
        ChannelCut cut =
                new ChannelCut(state.model, settings, backend, new ChannelCut.Evidence(samples, retraining, progress));
        BitSet removed = cut.removed(remaining(state, gone));
        Model result = cut.dependencies().cut(removed);
        Verification.Outcome outcome = Verification.onRandomInputs(
                        cut.dependencies().masked(removed), backend, COMPARED, settings.seed(), TOLERANCE)
                .check(result);
        if (!outcome.agrees()) {
            throw new IllegalStateException("the cut model is not the masked one: %s"
                    .formatted(outcome.problem().orElse("")));
        }
        state.difference = OptionalDouble.of(Math.max(state.difference.orElse(0), outcome.difference()));
        Reconstruction reconstruction = new Reconstruction(cut.dependencies(), removed);
        boolean fits = settings.rebuild() && samples.isPresent();
        state.rebuilt = fits ? reconstruction.layers() : 0;
        state.model = fits
                ? reconstruction.rebuilt(samples.get(), backend, settings.threads(), settings.seed(), progress)
                : result;
        cut.layers(removed)
                .forEach(layer -> state.layers.merge(
                        layer.name(), layer, (old, now) -> new Pruned.Layer(old.name(), old.before(), now.after())));
    }

    /** What is to go in this round, as a share of what the rounds before left. */
    private Target remaining(State state, double gone) {
        Target whole = settings.target();
        boolean left = whole.of() != Target.Of.RATIO;
        double all = left ? 1 - whole.share() : whole.share();
        double before = state.trainings.isEmpty() ? 0 : rounds().get(state.trainings.size() - 1);
        double now = (1 - all * gone) / (1 - all * before);
        return new Target(whole.of(), left ? now : 1 - now);
    }

    private Pruned.Facts facts(Model before, State state) {
        Cost old = Cost.of(before, Trace.ofShapes(before, backend, settings.shapes()));
        Cost now = Cost.of(state.model, Trace.ofShapes(state.model, backend, settings.shapes()));
        return new Pruned.Facts(
                old.macs(),
                now.macs(),
                old.parameters(),
                now.parameters(),
                before.byteSize(),
                state.model.byteSize(),
                Sparsity.of(state.model.graph()),
                state.difference,
                state.rebuilt);
    }
}

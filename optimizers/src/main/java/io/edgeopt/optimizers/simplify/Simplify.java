package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.rewrite.Fixpoint;
import io.edgeopt.core.graph.rewrite.Rewrite;
import io.edgeopt.core.graph.rewrite.Rewrites;
import io.edgeopt.core.optimize.Observation;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Applies all rewrites that keep a model's answers; one that does not keep them is left out and named. */
public final class Simplify implements Step {
    /** What tables call that weights are inputs no more, which every edit brings about. */
    static final String SETTLED_WEIGHTS = "weights-not-inputs";

    private final Backend backend;
    private final SimplifySettings settings;

    public Simplify(Backend backend, SimplifySettings settings) {
        this.backend = backend;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "simplify";
    }

    @Override
    public Model apply(Model model) {
        return run(model).model();
    }

    /** The names of all that may be done. */
    public static List<String> rewrites() {
        return Stream.concat(Stream.of(BasicOptimization.NAME), Rewrites.names().stream())
                .toList();
    }

    public Simplification run(Model given) {
        Model named = FixedInputs.in(given, settings.shapes());
        int replaceable = given.replaceableWeights().size();
        // Before all else: what may be replaced, ONNX Runtime's own optimisation must leave alone too.
        Simplification result = replaceable == 0
                ? simplified(named)
                : simplified(named.edit().model()).after(SETTLED_WEIGHTS, replaceable, named);
        return settings.byFrames() && byFrames(result) == 0 && !result.left().containsKey(Rewrites.BY_FRAMES)
                ? result.noting(
                        "nothing here can be done by frames: that takes convolutions or poolings over clips, within"
                                + " frames or over time, and frames of known number and size; --shape may help")
                : result;
    }

    private Simplification simplified(Model source) {
        Verification verification = settings.data().isEmpty()
                ? Verification.onRandomInputs(
                        source, backend, settings.samples(), settings.seed(), settings.tolerance())
                : Verification.on(settings.data(), source, backend, settings.tolerance());
        List<Rewrite> rewrites = Stream.concat(
                        Rewrites.forOpset(source.opset()).stream(),
                        settings.byFrames() ? Stream.of(Rewrites.byFrames(source.opset())) : Stream.of())
                .filter(rewrite -> !settings.without().contains(rewrite.name()))
                .toList();
        Simplification alone = rewritten(source, rewrites, verification);
        return settings.without().contains(BasicOptimization.NAME)
                ? alone
                : withBasicOptimization(alone, rewrites, verification);
    }

    /** What the rewrites left for the runtime's own optimisation to find, and the rewrites again on what it made of it. */
    private Simplification withBasicOptimization(
            Simplification alone, List<Rewrite> rewrites, Verification verification) {
        Optional<Model> optimized;
        try {
            optimized = BasicOptimization.of(alone.model(), backend);
        } catch (EdgeoptException e) {
            return alone.leavingOut(BasicOptimization.NAME, String.valueOf(e.getMessage()));
        }
        if (optimized.isEmpty()) {
            return alone;
        }
        Optional<String> problem = verification.check(optimized.get()).problem();
        if (problem.isPresent()) {
            return alone.leavingOut(BasicOptimization.NAME, problem.get());
        }
        Simplification both = rewritten(optimized.get(), rewrites, verification);
        boolean better = byFrames(both) > 0 || isWorthIt(both.model(), alone.model(), alone.source());
        return better ? alone.then(BasicOptimization.NAME, both) : alone;
    }

    /** What was asked for counts for more than fewer nodes. */
    private static int byFrames(Simplification result) {
        return result.fired().getOrDefault(Rewrites.BY_FRAMES, 0);
    }

    /** Constants that take more room than what computes them are no gain; graphs within nodes hide what they hold. */
    private static boolean isWorthIt(Model both, Model alone, Model source) {
        boolean fewer = both.graph().nodes().size() < alone.graph().nodes().size() || nested(both) < nested(alone);
        return fewer && both.byteSize() <= Math.max(alone.byteSize(), source.byteSize());
    }

    private static long nested(Model model) {
        return model.graph().nodes().stream().filter(Node::hasSubgraphs).count();
    }

    private Simplification rewritten(Model source, List<Rewrite> rewrites, Verification verification) {
        Attempt all = attempt(source, rewrites, verification);
        return all.outcome().agrees()
                ? all.finished(source, Map.of())
                : withoutCulprits(source, rewrites, all, verification);
    }

    /** Adds one rewrite at a time to those that are known to be harmless, and drops it where the answers change. */
    private Simplification withoutCulprits(
            Model source, List<Rewrite> rewrites, Attempt failed, Verification verification) {
        Set<String> suspects = new LinkedHashSet<>(failed.result().fired().keySet());
        List<Rewrite> harmless = new ArrayList<>(rewrites.stream()
                .filter(rewrite -> !suspects.contains(rewrite.name()))
                .toList());
        Map<String, String> left = new LinkedHashMap<>();
        Attempt good = attempt(source, harmless, verification);
        for (Rewrite suspect : rewrites) {
            if (!suspects.contains(suspect.name())) {
                continue;
            }
            List<Rewrite> tried = rewrites.stream()
                    .filter(rewrite -> rewrite == suspect || harmless.contains(rewrite))
                    .toList();
            Attempt attempt = attempt(source, tried, verification);
            if (attempt.outcome().agrees()) {
                harmless.add(suspect);
                good = attempt;
            } else {
                left.put(suspect.name(), attempt.outcome().problem().orElse(""));
            }
        }
        if (!good.outcome().agrees()) {
            throw new InvalidModelException("the model does not give the same answers twice: %s; nothing is written"
                    .formatted(good.outcome().problem().orElse("")));
        }
        return good.finished(source, left);
    }

    /** What a set of rewrites led to. */
    private record Attempt(Fixpoint.Result result, Verification.Outcome outcome, Set<String> notes) {
        Simplification finished(Model source, Map<String, String> left) {
            return new Simplification(
                    source,
                    result.model(),
                    result.fired(),
                    left,
                    outcome.difference(),
                    outcome.samples(),
                    List.copyOf(notes));
        }
    }

    private Attempt attempt(Model source, List<Rewrite> rewrites, Verification verification) {
        Set<String> notes = new LinkedHashSet<>();
        Fixpoint.Result result = Fixpoint.of(source, rewrites, model -> {
            Observation observation = Observation.of(model, backend);
            Optional<String> problem = observation.problem();
            problem.ifPresent(why -> notes.add(
                    "shapes are unknown, so that what depends on them was left: %s; --shape may help".formatted(why)));
            return observation.facts();
        });
        return new Attempt(result, verification.check(result.model()), notes);
    }
}

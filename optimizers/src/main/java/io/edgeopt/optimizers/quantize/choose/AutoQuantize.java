package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Budget;
import io.edgeopt.optimizers.quantize.Choice;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Rival;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticScheme;
import io.edgeopt.optimizers.quantize.StaticTrials;
import io.edgeopt.optimizers.quantize.Target;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.optimizers.quantize.diagnose.LayerNames;
import io.edgeopt.optimizers.quantize.diagnose.LayerTimes;
import io.edgeopt.optimizers.quantize.weights.WeightSchemes;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Measures on this machine which scheme runs a model fastest, and takes that; where none is faster than float beyond
 * doubt, or none that is keeps to the budget, the model stays in float. Parts of a static model stay in float where they
 * run faster so.
 */
final class AutoQuantize implements ToldStep {
    private static final String STATIC = "static";
    private static final String DYNAMIC = "dynamic";
    private static final Map<Effort, Integer> TRIES = Map.of(Effort.FAST, 0, Effort.NORMAL, 6, Effort.BEST, 16);
    /** On how many samples two schemes of one speed are compared. */
    private static final int COMPARED = 4;

    private final Scheme.Request request;
    private final Race race;
    private final Optional<Choice> decided;
    private final InputSource data;

    AutoQuantize(Scheme.Request request, Race race, Map<String, String> decided) {
        this.request = request;
        this.race = race;
        this.decided = Choice.of(decided);
        this.data = request.calibration().orElseThrow();
    }

    @Override
    public String name() {
        return "quantize";
    }

    @Override
    public Quantization run(Model model) {
        if (decided.isPresent()) {
            return made(model, decided.get().scheme(), decided.get().inFloat()).chosen(decided.get());
        }
        if (!isHere(request.settings().target())) {
            return made(model, STATIC, List.of()).chosen(new Choice(STATIC, List.of(), List.of(), false));
        }
        return new Contest(model).decision();
    }

    /** Whether this machine is of the kind that the model is for, so that it can be asked. */
    private static boolean isHere(Target target) {
        return target == Target.CPU
                || (target == Target.ARM && Machine.here().os().endsWith("aarch64"));
    }

    private Quantization made(Model model, String scheme, List<String> inFloat) {
        if (scheme.equals(Choice.FLOAT)) {
            return Quantization.untold(simplified(model));
        }
        Scheme chosen = scheme.equals(DYNAMIC) ? WeightSchemes.dynamic() : new StaticScheme();
        List<String> kept = new ArrayList<>(request.settings().keepFloat());
        inFloat.stream().filter(layer -> !kept.contains(layer)).forEach(kept::add);
        QuantizeSettings settings = request.settings().withKeepFloat(kept);
        return ((ToldStep) chosen.step(request.with(settings))).run(model);
    }

    private Model simplified(Model model) {
        return new Simplify(request.backend(), SimplifySettings.DEFAULT).apply(model);
    }

    /** One model's way to a decision. */
    private final class Contest {
        private final Model model;
        private final Model floats;
        private final Map<String, Tensor> inputs = data.inputs(0);
        private final Map<String, Model> entered = new LinkedHashMap<>();
        private final Map<String, String> problems = new LinkedHashMap<>();
        private final List<String> inFloat;
        private final Laps laps;

        Contest(Model model) {
            this.model = model;
            Optional<StaticTrials> trials = enterStatic();
            enterDynamic(trials.isEmpty());
            this.floats = simplified(model);
            this.inFloat = trials.map(this::partsInFloat).orElse(List.of());
            Map<String, Model> all = new LinkedHashMap<>();
            all.put(Choice.FLOAT, floats);
            all.putAll(entered);
            this.laps = race.run(all, inputs);
        }

        private Optional<StaticTrials> enterStatic() {
            try {
                StaticTrials trials =
                        StaticTrials.of(model, request.settings(), data, request.backend(), request.progress());
                entered.put(STATIC, trials.without(List.of()));
                return Optional.of(trials);
            } catch (UnsupportedModelException e) {
                problems.put(STATIC, message(e));
                return Optional.empty();
            }
        }

        /** @param alone whether there is nothing else; then what stands against the first is thrown */
        private void enterDynamic(boolean alone) {
            try {
                entered.put(DYNAMIC, made(model, DYNAMIC, List.of()).model());
            } catch (EdgeoptException e) {
                if (alone) {
                    throw new UnsupportedModelException(String.valueOf(problems.get(STATIC)), e);
                }
                problems.put(DYNAMIC, message(e));
            }
        }

        private List<String> partsInFloat(StaticTrials trials) {
            int tries = TRIES.getOrDefault(request.settings().effort(), 0);
            if (tries == 0) {
                return List.of();
            }
            Model integers = trials.without(List.of());
            Parts parts = Parts.of(trials.prepared().graph(), trials.layers());
            Map<String, Double> excess = LayerTimes.excess(
                    trials.prepared(),
                    integers,
                    LayerNames.of(trials.prepared().graph(), trials.layers()),
                    inputs,
                    request.backend());
            List<String> found =
                    new FloatParts(trials, race, inputs, request.progress()).found(parts.parts(), excess, tries);
            entered.put(STATIC, trials.without(found));
            return found;
        }

        Quantization decision() {
            Map<String, Long> bytes = new LinkedHashMap<>();
            for (String scheme : ranked()) {
                Quantization made = made(model, scheme, scheme.equals(STATIC) ? inFloat : List.of());
                Quantization held = request.budget().map(made::heldTo).orElse(made);
                Optional<String> missed = missed(held);
                bytes.put(scheme, held.model().byteSize());
                if (missed.isEmpty()) {
                    List<String> kept = scheme.equals(STATIC) ? inFloat : List.of();
                    return held.chosen(new Choice(scheme, rivals(bytes), kept, false));
                }
                problems.put(scheme, missed.get());
            }
            Quantization left = Quantization.untold(floats);
            Optional<Budget> budget = request.budget();
            return budget.map(left::heldTo)
                    .orElse(left)
                    .chosen(new Choice(Choice.FLOAT, rivals(bytes), List.of(), false));
        }

        /** A model with layers in float for its accuracy may have lost what it had gained. */
        private Optional<String> missed(Quantization held) {
            if (held.budget().isPresent() && !held.budget().get().met()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "misses the budget: %s falls by %.4f",
                        held.budget().get().metric(),
                        held.budget().get().drop()));
            }
            if (!held.sparesLayers()) {
                return Optional.empty();
            }
            Laps again = race.run(Map.of(Choice.FLOAT, floats, STATIC, held.model()), inputs);
            return again.isFaster(STATIC, Choice.FLOAT)
                    ? Optional.empty()
                    : Optional.of("no longer faster with the layers in float that its accuracy wants");
        }

        /** Those that are faster than float, the fastest first; of two that are equally fast, the truer. */
        private List<String> ranked() {
            List<String> faster = new ArrayList<>(entered.keySet().stream()
                    .filter(scheme -> laps.isFaster(scheme, Choice.FLOAT))
                    .sorted(Comparator.comparingDouble(laps::millis))
                    .toList());
            if (faster.size() == 2 && !laps.isFaster(faster.get(0), faster.get(1))) {
                Fidelity fidelity = new Fidelity(
                        model,
                        data.first(COMPARED),
                        request.backend(),
                        SessionOptions.DEFAULT.withThreads(request.settings().threads()));
                faster.sort(Comparator.comparingDouble(
                                (String scheme) -> fidelity.of(Objects.requireNonNull(entered.get(scheme)))
                                        .mean())
                        .reversed());
            }
            return faster;
        }

        private List<Rival> rivals(Map<String, Long> bytes) {
            List<Rival> rivals = new ArrayList<>();
            rivals.add(new Rival(
                    Choice.FLOAT, laps.millis(Choice.FLOAT), Optional.empty(), floats.byteSize(), Optional.empty()));
            entered.forEach((scheme, tried) -> rivals.add(new Rival(
                    scheme,
                    laps.millis(scheme),
                    Optional.of(laps.share(scheme, Choice.FLOAT)),
                    bytes.getOrDefault(scheme, tried.byteSize()),
                    Optional.ofNullable(problems.get(scheme)))));
            problems.forEach((scheme, problem) -> {
                if (!entered.containsKey(scheme)) {
                    rivals.add(Rival.impossible(scheme, problem));
                }
            });
            return rivals;
        }

        private static String message(EdgeoptException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

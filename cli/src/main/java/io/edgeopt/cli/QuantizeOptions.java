package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.optimizers.quantize.Correction;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Target;
import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How the user wants a model quantized. */
final class QuantizeOptions {
    private static final String AUTO = "auto";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            defaultValue = "cpu",
            completionCandidates = Targets.class,
            description = "What will run the model: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String target = "";

    @Option(
            names = "--calibrator",
            paramLabel = "NAME",
            defaultValue = AUTO,
            completionCandidates = CalibratorNames.class,
            description = "How ranges are chosen: ${COMPLETION-CANDIDATES}; auto tries several and keeps the best"
                    + " (default: ${DEFAULT-VALUE}).")
    private String calibrator = "";

    @Option(
            names = "--effort",
            paramLabel = "HOW",
            defaultValue = "normal",
            description = "fast: least and largest values, no correction. normal: calibrators tried, biases corrected."
                    + " best: rounding learnt, and layers that cost most looked for too (default: ${DEFAULT-VALUE}).")
    private Effort effort = Effort.NORMAL;

    @Option(
            names = "--without",
            paramLabel = "STEP",
            split = ",",
            completionCandidates = Corrections.class,
            description = "Corrections that are not tried: ${COMPLETION-CANDIDATES}. May be repeated.")
    private List<String> without = List.of();

    @Option(
            names = "--adaround",
            description = "Let each weight learn to be rounded up or down, layer by layer; --effort best does so.")
    private boolean adaRound;

    @Option(names = "--per-tensor", description = "One scale for all weights of a layer, instead of one a channel.")
    private boolean perTensor;

    @Option(
            names = "--reduce-range",
            description =
                    "Weights in 7 bits. Without it, where this processor's integer sums saturate, pairs of weights"
                            + " are kept just small enough.")
    private boolean reduceRange;

    @Option(
            names = "--keep-float",
            paramLabel = "LAYER",
            split = ",",
            description = "Layers that stay in float. May be repeated.")
    private List<String> keepFloat = List.of();

    /** What {@code --target} takes. */
    static final class Targets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Target.values()).map(Target::toString).iterator();
        }
    }

    /** What {@code --without} takes. */
    static final class Corrections implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Correction.values()).map(Correction::toString).iterator();
        }
    }

    /** What {@code --calibrator} takes besides auto. */
    static final class CalibratorNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Calibrator.values()).map(Calibrator::toString).iterator();
        }
    }

    QuantizeSettings settings(int threads) {
        Map<String, Target> targets = new TreeMap<>();
        Arrays.stream(Target.values()).forEach(known -> targets.put(known.toString(), known));
        Map<String, Optional<Calibrator>> calibrators = new TreeMap<>();
        Arrays.stream(Calibrator.values()).forEach(known -> calibrators.put(known.toString(), Optional.of(known)));
        calibrators.put(AUTO, Optional.empty());
        Target chosen = Catalog.named("target", target, targets);
        return new QuantizeSettings(
                chosen,
                effort,
                Catalog.named("calibrator", calibrator, calibrators),
                perTensor,
                rounding(chosen),
                keepFloat,
                adaRound,
                false,
                corrections(),
                threads);
    }

    private Set<Correction> corrections() {
        Map<String, Correction> known = new TreeMap<>();
        Arrays.stream(Correction.values()).forEach(correction -> known.put(correction.toString(), correction));
        return without.stream()
                .map(name -> Catalog.named("correction", name, known))
                .collect(Collectors.toSet());
    }

    private Rounding rounding(Target chosen) {
        if (reduceRange) {
            return Rounding.SEVEN_BITS;
        }
        return chosen == Target.CPU && Machine.here().saturatesIntegerSums() ? Rounding.PAIRED : Rounding.FULL;
    }

    /** A count, or nothing for auto. */
    static Optional<Integer> count(String option, String text) {
        if (text.equals(AUTO)) {
            return Optional.empty();
        }
        try {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return Optional.of(count);
            }
        } catch (NumberFormatException e) {
            throw malformed(option, text);
        }
        throw malformed(option, text);
    }

    private static InvalidPlanException malformed(String option, String text) {
        return new InvalidPlanException("%s takes a whole number above 0 or auto, not '%s'".formatted(option, text));
    }
}

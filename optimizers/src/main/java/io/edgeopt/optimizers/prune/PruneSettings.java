package io.edgeopt.optimizers.prune;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Shape;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a model is pruned.
 *
 * @param how what is left out together
 * @param what by which weights, or channels, are judged
 * @param where how what goes is spread over the layers
 * @param when in how many rounds
 * @param target how far
 * @param multiple what the channels that a layer keeps are a multiple of, where it has as many
 * @param maxRatio the largest share of one group that may go
 * @param keep layers whose channels stay; a star stands for any text
 * @param rebuild whether the next layer is fitted to what is left, where there is calibration data
 * @param shapes of inputs that leave extents free
 * @param seed of all chance
 * @param threads to compute with
 */
public record PruneSettings(
        Structure how,
        Measure what,
        Where where,
        When when,
        Target target,
        int multiple,
        double maxRatio,
        List<String> keep,
        boolean rebuild,
        Map<String, Shape> shapes,
        long seed,
        int threads) {
    private static final int USUAL_MULTIPLE = 8;
    private static final double USUAL_MAX_RATIO = 0.9;

    /** Those that judge single weights too. */
    private static final Set<Measure> OF_WEIGHTS =
            EnumSet.of(Measure.L1, Measure.L2, Measure.ACTIVATION, Measure.TAYLOR, Measure.RANDOM);

    /** By what weights are judged. */
    public enum Measure {
        /** Sums of absolute weights. */
        L1,
        /** Roots of sums of squared weights. */
        L2,
        /** Distances from the other filters of a layer. */
        FPGM,
        /** Factors of batch norms. */
        BN,
        /** How much the loss hangs on them: weights times gradients, over labelled samples. */
        TAYLOR,
        /** How large channels are, on samples; of single weights, what they are multiplied by. */
        ACTIVATION,
        /** How often channels are not zero, on samples. */
        APOZ,
        /** How little the next layer changes without them, on samples. */
        THINET,
        /** Chance, as a control. */
        RANDOM;

        /**
         * What leaves most of a model's accuracy, by what there is to judge with: how much the loss or the next layer
         * hangs on it, and sizes of weights only where there is nothing else (docs/prune.md has the figures).
         *
         * @param labels whether there are labelled samples to learn from
         * @param samples whether there are samples at all
         */
        public static Measure usual(Structure how, boolean labels, boolean samples) {
            if (labels) {
                return TAYLOR;
            }
            return samples && how instanceof Structure.Channels ? THINET : L1;
        }
    }

    /** How what goes is spread over layers. */
    public sealed interface Where {
        /** The same share of every layer. */
        record Uniform() implements Where {}

        /** One threshold for all layers. */
        record Global() implements Where {}

        /** One threshold for all layers, each weighed by how much the answers change without half of it. */
        record Sensitive() implements Where {}

        /** A share for each layer. */
        record Layers(LayerRatios ratios) implements Where {}
    }

    /** In how many rounds. */
    public enum When {
        /** At once. */
        ONCE,
        /** In equal parts, with a training after each. */
        ITERATIVE,
        /** In many parts, large ones first: what goes follows a cubic curve. Zhu and Gupta, To Prune or Not, 2017. */
        GRADUAL,
        /** Dense, sparse, dense: masks for the first half of the training, none for the second. Han et al., 2016. */
        DSD
    }

    private static String word(Measure measure) {
        return measure.name().toLowerCase(java.util.Locale.ROOT);
    }

    public PruneSettings {
        keep = List.copyOf(keep);
        shapes = Map.copyOf(shapes);
        if (multiple < 1 || multiple > 256) {
            throw new InvalidPlanException(
                    "channels cannot be kept in multiples of %d; give 1 to 256".formatted(multiple));
        }
        if (!(maxRatio > 0 && maxRatio < 1)) {
            throw new InvalidPlanException(
                    "the largest share of a layer that may go is %s, expected between 0 and 1".formatted(maxRatio));
        }
        boolean channels = how instanceof Structure.Channels;
        if (!channels && !OF_WEIGHTS.contains(what)) {
            throw new InvalidPlanException("--what %s judges channels, not single weights; with --how %s give one of %s"
                    .formatted(
                            word(what),
                            how,
                            OF_WEIGHTS.stream().map(PruneSettings::word).toList()));
        }
        if (channels && when == When.DSD) {
            throw new InvalidPlanException(
                    "--when dsd makes a masked model dense again, and cut channels are gone; with"
                            + " --how channels give once, iterative or gradual");
        }
        if (!channels && where instanceof Where.Sensitive) {
            throw new InvalidPlanException(
                    "--where sensitivity measures groups of channels; with --how %s give global or uniform"
                            .formatted(how));
        }
        if (!channels && target.of() != Target.Of.RATIO) {
            throw new InvalidPlanException(
                    "masks leave MACs, parameters and time as they are; with --how %s give --ratio".formatted(how));
        }
    }

    /** Channels by absolute weights, one threshold for all layers, in multiples of 8. */
    public static PruneSettings channels(Target target) {
        return of(new Structure.Channels(), target);
    }

    /** Single weights under masks, by size, one threshold for all layers. */
    public static PruneSettings masks(double ratio) {
        return of(new Structure.Masks(), new Target(Target.Of.RATIO, ratio));
    }

    public static PruneSettings of(Structure how, Target target) {
        return new PruneSettings(
                how,
                Measure.L1,
                new Where.Global(),
                When.ONCE,
                target,
                USUAL_MULTIPLE,
                USUAL_MAX_RATIO,
                List.of(),
                true,
                Map.of(),
                0,
                1);
    }

    public PruneSettings withMeasure(Measure changed) {
        return new PruneSettings(
                how, changed, where, when, target, multiple, maxRatio, keep, rebuild, shapes, seed, threads);
    }

    public PruneSettings withWhere(Where changed) {
        return new PruneSettings(
                how, what, changed, when, target, multiple, maxRatio, keep, rebuild, shapes, seed, threads);
    }

    public PruneSettings withSchedule(When changed) {
        return new PruneSettings(
                how, what, where, changed, target, multiple, maxRatio, keep, rebuild, shapes, seed, threads);
    }

    public PruneSettings withTarget(Target changed) {
        return new PruneSettings(
                how, what, where, when, changed, multiple, maxRatio, keep, rebuild, shapes, seed, threads);
    }

    public PruneSettings withMultiple(int changed) {
        return new PruneSettings(
                how, what, where, when, target, changed, maxRatio, keep, rebuild, shapes, seed, threads);
    }

    public PruneSettings keeping(List<String> changed) {
        return new PruneSettings(
                how, what, where, when, target, multiple, maxRatio, changed, rebuild, shapes, seed, threads);
    }

    public PruneSettings rebuilding(boolean changed) {
        return new PruneSettings(
                how, what, where, when, target, multiple, maxRatio, keep, changed, shapes, seed, threads);
    }

    public PruneSettings withShapes(Map<String, Shape> changed) {
        return new PruneSettings(
                how, what, where, when, target, multiple, maxRatio, keep, rebuild, changed, seed, threads);
    }

    public PruneSettings withSeed(long changed) {
        return new PruneSettings(
                how, what, where, when, target, multiple, maxRatio, keep, rebuild, shapes, changed, threads);
    }

    public PruneSettings withThreads(int changed) {
        return new PruneSettings(
                how, what, where, when, target, multiple, maxRatio, keep, rebuild, shapes, seed, changed);
    }
}

package io.edgeopt.optimizers.quantize;

import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is put into integers.
 *
 * @param calibrator how ranges are chosen; where empty, several are tried and the best is taken
 * @param perTensor one scale for all of a layer's weights, rather than one a channel
 * @param rounding how far the integers of weights may go
 * @param keepFloat layers that stay in float
 * @param learnRounding whether each weight learns to be rounded up or down; {@link Effort#BEST} does so anyway
 * @param rankLayers whether what each layer costs is found, which takes as many runs; {@link Effort#BEST} does so anyway
 * @param without corrections that are not tried
 * @param threads to compute with; 0 leaves it to the backend
 */
public record QuantizeSettings(
        Target target,
        Effort effort,
        Optional<Calibrator> calibrator,
        boolean perTensor,
        Rounding rounding,
        List<String> keepFloat,
        boolean learnRounding,
        boolean rankLayers,
        Set<Correction> without,
        int threads) {
    public static final QuantizeSettings DEFAULT = new QuantizeSettings(
            Target.CPU, Effort.NORMAL, Optional.empty(), false, Rounding.FULL, List.of(), false, false, Set.of(), 0);

    public QuantizeSettings {
        keepFloat = List.copyOf(keepFloat);
        without = Set.copyOf(without);
    }

    public QuantizeSettings withEffort(Effort changed) {
        return new QuantizeSettings(
                target,
                changed,
                calibrator,
                perTensor,
                rounding,
                keepFloat,
                learnRounding,
                rankLayers,
                without,
                threads);
    }

    public QuantizeSettings withCalibrator(Calibrator changed) {
        return new QuantizeSettings(
                target,
                effort,
                Optional.of(changed),
                perTensor,
                rounding,
                keepFloat,
                learnRounding,
                rankLayers,
                without,
                threads);
    }

    public QuantizeSettings withPerTensor(boolean changed) {
        return new QuantizeSettings(
                target, effort, calibrator, changed, rounding, keepFloat, learnRounding, rankLayers, without, threads);
    }

    public QuantizeSettings withRounding(Rounding changed) {
        return new QuantizeSettings(
                target, effort, calibrator, perTensor, changed, keepFloat, learnRounding, rankLayers, without, threads);
    }

    public QuantizeSettings withKeepFloat(List<String> changed) {
        return new QuantizeSettings(
                target, effort, calibrator, perTensor, rounding, changed, learnRounding, rankLayers, without, threads);
    }

    public QuantizeSettings withTarget(Target changed) {
        return new QuantizeSettings(
                changed,
                effort,
                calibrator,
                perTensor,
                rounding,
                keepFloat,
                learnRounding,
                rankLayers,
                without,
                threads);
    }

    public QuantizeSettings withThreads(int changed) {
        return new QuantizeSettings(
                target,
                effort,
                calibrator,
                perTensor,
                rounding,
                keepFloat,
                learnRounding,
                rankLayers,
                without,
                changed);
    }

    public QuantizeSettings withLearnRounding(boolean changed) {
        return new QuantizeSettings(
                target, effort, calibrator, perTensor, rounding, keepFloat, changed, rankLayers, without, threads);
    }

    public QuantizeSettings withRankLayers(boolean changed) {
        return new QuantizeSettings(
                target, effort, calibrator, perTensor, rounding, keepFloat, learnRounding, changed, without, threads);
    }

    boolean ranksLayers() {
        return rankLayers || effort == Effort.BEST;
    }

    /** Whether PyTorch is needed for it. */
    public boolean learnsRounding() {
        return learnRounding || effort == Effort.BEST;
    }

    public QuantizeSettings withoutCorrections(Set<Correction> changed) {
        return new QuantizeSettings(
                target,
                effort,
                calibrator,
                perTensor,
                rounding,
                keepFloat,
                learnRounding,
                rankLayers,
                changed,
                threads);
    }

    boolean corrects(Correction correction) {
        return effort != Effort.FAST && !without.contains(correction);
    }
}

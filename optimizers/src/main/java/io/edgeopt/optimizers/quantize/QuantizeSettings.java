package io.edgeopt.optimizers.quantize;

import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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

    public QuantizeSettings withTarget(Target changed) {
        return with(copy -> copy.target = changed);
    }

    public QuantizeSettings withEffort(Effort changed) {
        return with(copy -> copy.effort = changed);
    }

    public QuantizeSettings withCalibrator(Calibrator changed) {
        return with(copy -> copy.calibrator = Optional.of(changed));
    }

    public QuantizeSettings withPerTensor(boolean changed) {
        return with(copy -> copy.perTensor = changed);
    }

    public QuantizeSettings withRounding(Rounding changed) {
        return with(copy -> copy.rounding = changed);
    }

    public QuantizeSettings withKeepFloat(List<String> changed) {
        return with(copy -> copy.keepFloat = changed);
    }

    public QuantizeSettings withLearnRounding(boolean changed) {
        return with(copy -> copy.learnRounding = changed);
    }

    public QuantizeSettings withRankLayers(boolean changed) {
        return with(copy -> copy.rankLayers = changed);
    }

    public QuantizeSettings withoutCorrections(Set<Correction> changed) {
        return with(copy -> copy.without = changed);
    }

    public QuantizeSettings withThreads(int changed) {
        return with(copy -> copy.threads = changed);
    }

    boolean ranksLayers() {
        return rankLayers || effort == Effort.BEST;
    }

    /** Whether PyTorch is needed for it. */
    public boolean learnsRounding() {
        return learnRounding || effort == Effort.BEST;
    }

    boolean corrects(Correction correction) {
        return effort != Effort.FAST && !without.contains(correction);
    }

    private QuantizeSettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** Settings while one of them changes. */
    private static final class Copy {
        private Target target;
        private Effort effort;
        private Optional<Calibrator> calibrator;
        private boolean perTensor;
        private Rounding rounding;
        private List<String> keepFloat;
        private boolean learnRounding;
        private boolean rankLayers;
        private Set<Correction> without;
        private int threads;

        Copy(QuantizeSettings settings) {
            target = settings.target;
            effort = settings.effort;
            calibrator = settings.calibrator;
            perTensor = settings.perTensor;
            rounding = settings.rounding;
            keepFloat = settings.keepFloat;
            learnRounding = settings.learnRounding;
            rankLayers = settings.rankLayers;
            without = settings.without;
            threads = settings.threads;
        }

        QuantizeSettings settings() {
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
                    threads);
        }
    }
}

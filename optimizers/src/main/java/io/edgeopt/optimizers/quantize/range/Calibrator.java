package io.edgeopt.optimizers.quantize.range;

import java.util.Locale;

/** A way to choose the range that a tensor's integers cover from the values that it took. */
public enum Calibrator {
    /** All values seen. */
    MINMAX(false) {
        @Override
        Range choose(Statistics statistics, Steps steps) {
            return statistics.extremes();
        }
    },
    /** The mean over samples of each sample's least and largest value. */
    MEAN_MINMAX(false) {
        @Override
        Range choose(Statistics statistics, Steps steps) {
            return statistics.meanExtremes();
        }
    },
    /** All but a ten thousandth of the values, half of it at either end. */
    PERCENTILE(true) {
        @Override
        Range choose(Statistics statistics, Steps steps) {
            return Tails.cut(statistics.histogram(), 1e-4);
        }
    },
    /** The range whose integers tell most of the distribution (Kullback-Leibler divergence). */
    ENTROPY(true) {
        @Override
        Range choose(Statistics statistics, Steps steps) {
            return new Divergence(statistics.histogram(), steps).least();
        }
    },
    /** The range with the least mean squared error of rounding and cutting off together. */
    MSE(true) {
        @Override
        Range choose(Statistics statistics, Steps steps) {
            return new SquaredError(statistics.histogram(), steps).least();
        }
    };

    private final boolean needsValues;

    Calibrator(boolean needsValues) {
        this.needsValues = needsValues;
    }

    /** Whether extremes do not suffice. */
    public boolean needsValues() {
        return needsValues;
    }

    /** The range for a tensor, within the values that it took. */
    public Range range(Statistics statistics, Steps steps) {
        return choose(statistics, steps).within(statistics.extremes());
    }

    abstract Range choose(Statistics statistics, Steps steps);

    /** What options call it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

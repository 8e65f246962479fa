package io.edgeopt.core.task.metric;

import org.apache.commons.math3.special.Beta;

/**
 * McNemar's test of two classifiers on the same samples, from the samples on which exactly one of them is right.
 *
 * <p>Both values are exact for every number of samples: no chi-squared approximation. The mid-p value is the one to
 * use; the exact one is conservative. See Fagerland, Lydersen, Laake, "The McNemar test for binary matched-pairs data"
 * (2013), doi:10.1186/1471-2288-13-91.
 *
 * @param onlyBaseline samples that only the baseline has right
 * @param onlyModel samples that only the model has right
 * @param exact two-sided p of the exact conditional test
 * @param midP the same with half of the observed table's probability
 */
public record McNemar(int onlyBaseline, int onlyModel, double exact, double midP) {
    public static McNemar of(int onlyBaseline, int onlyModel) {
        int discordant = onlyBaseline + onlyModel;
        if (discordant == 0) {
            return new McNemar(0, 0, 1, 1);
        }
        int fewer = Math.min(onlyBaseline, onlyModel);
        double below = atMost(fewer - 1, discordant);
        double upTo = atMost(fewer, discordant);
        // Not 2 * upTo - P(X = fewer): far in the tail that difference of tiny numbers falls below 0.
        return new McNemar(onlyBaseline, onlyModel, Math.min(1, 2 * upTo), Math.min(1, below + upTo));
    }

    /** The chance of no more than {@code k} heads in {@code n} throws of a coin, right even far in the tail. */
    private static double atMost(int k, int n) {
        return k < 0 ? 0 : Beta.regularizedBeta(0.5, (double) n - k, k + 1.0);
    }

    /** Which samples each had right, place by place. */
    static McNemar of(boolean[] baseline, boolean[] model) {
        int onlyBaseline = 0;
        int onlyModel = 0;
        for (int i = 0; i < baseline.length; i++) {
            if (baseline[i] && !model[i]) {
                onlyBaseline++;
            } else if (model[i] && !baseline[i]) {
                onlyModel++;
            }
        }
        return of(onlyBaseline, onlyModel);
    }
}

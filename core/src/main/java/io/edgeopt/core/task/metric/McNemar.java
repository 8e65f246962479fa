package io.edgeopt.core.task.metric;

import org.apache.commons.math3.distribution.BinomialDistribution;

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
        BinomialDistribution chance = new BinomialDistribution(null, discordant, 0.5);
        int fewer = Math.min(onlyBaseline, onlyModel);
        double exact = Math.min(1, 2 * chance.cumulativeProbability(fewer));
        double midP = Math.min(1, 2 * chance.cumulativeProbability(fewer) - chance.probability(fewer));
        return new McNemar(onlyBaseline, onlyModel, exact, midP);
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

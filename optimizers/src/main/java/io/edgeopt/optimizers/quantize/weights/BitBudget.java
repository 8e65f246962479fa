package io.edgeopt.optimizers.quantize.weights;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bits for layers of different sizes so that they have so many in the mean. Each layer adds noise of the share {@code
 * 4^-bits} to what passes through it, however many weights it has; the sum over the layers is least, for a given number
 * of bits in all, where a layer of a quarter of the weights gets one bit more.
 */
final class BitBudget {
    private static final int HALVINGS = 60;

    private BitBudget() {}

    /** By the weights' names. No layer gets less than one bit below the mean. */
    static Map<String, Integer> spread(double mean, int least, int most, Collection<WeightTensor> weights) {
        int lowest = Math.max(least, (int) Math.floor(mean) - 1);
        double allowed = mean
                * weights.stream().mapToLong(weight -> weight.value().size()).sum();
        double low = -64;
        double high = 64;
        for (int i = 0; i < HALVINGS; i++) {
            double level = (low + high) / 2;
            double used = weights.stream()
                    .mapToDouble(weight -> (double) weight.value().size() * bits(weight, level, lowest, most))
                    .sum();
            if (used > allowed) {
                high = level;
            } else {
                low = level;
            }
        }
        Map<String, Integer> spread = new LinkedHashMap<>();
        for (WeightTensor weight : weights) {
            spread.put(weight.name(), bits(weight, low, lowest, most));
        }
        return spread;
    }

    private static int bits(WeightTensor weight, double level, int least, int most) {
        double wanted = level - 0.5 * Math.log((double) weight.value().size()) / Math.log(2);
        return (int) Math.max(least, Math.min(most, Math.round(wanted)));
    }
}

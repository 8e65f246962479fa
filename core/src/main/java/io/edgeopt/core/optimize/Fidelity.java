package io.edgeopt.core.optimize;

import io.edgeopt.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How close a changed model's answers come to its source's, for changes that do not keep them.
 *
 * @param sqnr the signal-to-noise ratio in decibels of each float output over all samples; infinite where they are equal
 * @param samples how many sets of inputs were compared
 * @param problem why the two cannot be compared, in words; empty where they could
 */
public record Fidelity(Map<String, Double> sqnr, int samples, Optional<String> problem) {
    public Fidelity {
        sqnr = new TreeMap<>(sqnr);
    }

    static Fidelity failed(String problem) {
        return new Fidelity(Map.of(), 0, Optional.of(problem));
    }

    /** Of the output that fares worst; infinite where all are equal or none is made of floats. */
    public double worst() {
        return sqnr.values().stream().mapToDouble(Double::doubleValue).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Ten times the logarithm of the power of {@code expected} over that of the difference. */
    public static double sqnr(float[] expected, float[] found) {
        Sum sum = new Sum();
        for (int i = 0; i < expected.length; i++) {
            sum.add(expected[i], found[i]);
        }
        return sum.decibels();
    }

    /** Adds up samples, output by output. */
    static final class Meter {
        private final Map<String, Sum> sums = new LinkedHashMap<>();

        void add(String output, Tensor expected, Tensor found) {
            Sum sum = sums.computeIfAbsent(output, unused -> new Sum());
            double[] wanted = expected.toDoubles();
            double[] got = found.toDoubles();
            for (int i = 0; i < wanted.length; i++) {
                sum.add(wanted[i], got[i]);
            }
        }

        Map<String, Double> decibels() {
            Map<String, Double> decibels = new LinkedHashMap<>();
            sums.forEach((name, sum) -> decibels.put(name, sum.decibels()));
            return decibels;
        }
    }

    /** Values that are not finite in the source say nothing of how close others come. */
    private static final class Sum {
        private double signal;
        private double noise;

        void add(double expected, double found) {
            if (Double.isFinite(expected)) {
                signal += expected * expected;
                noise += (expected - found) * (expected - found);
            }
        }

        double decibels() {
            return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
        }
    }
}

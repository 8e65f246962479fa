package io.edgeopt.optimizers.prune;

import io.edgeopt.optimizers.prune.graph.Group;
import io.edgeopt.optimizers.prune.graph.Role;
import io.edgeopt.optimizers.prune.graph.Slices;
import io.edgeopt.optimizers.prune.graph.WeightAxis;
import java.util.EnumSet;
import java.util.Set;

/** How large the weights of a channel are: of all layers that make, filter, scale or read it, on equal terms. */
final class Magnitude implements Importance {
    private static final Set<Role> COUNTED = EnumSet.of(Role.MAKES, Role.FILTERS, Role.READS, Role.SCALES);

    private final int power;
    private final Set<Role> roles;

    private Magnitude(int power, Set<Role> roles) {
        this.power = power;
        this.roles = roles;
    }

    /** The sum of absolute values. */
    static Magnitude absolute() {
        return new Magnitude(1, COUNTED);
    }

    /** The root of the sum of squares. */
    static Magnitude euclidean() {
        return new Magnitude(2, COUNTED);
    }

    /** The factors of batch norms alone; of channels that have none, the absolute values. */
    static Importance ofNorms() {
        Magnitude factors = new Magnitude(1, EnumSet.of(Role.SCALES));
        return (group, weights) -> group.weights().stream().anyMatch(weight -> weight.role() == Role.SCALES)
                ? factors.of(group, weights)
                : absolute().of(group, weights);
    }

    @Override
    public double[] of(Group group, Weights weights) {
        double[] sums = new double[group.channels()];
        for (WeightAxis axis : group.weights()) {
            if (roles.contains(axis.role())) {
                add(normalized(norms(axis, group.channels(), weights)), sums);
            }
        }
        return normalized(sums);
    }

    private double[] norms(WeightAxis axis, int channels, Weights weights) {
        float[] values = weights.values(axis.weight());
        double[] norms = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            double[] sum = new double[1];
            Slices.each(
                    weights.shape(axis.weight()), axis.axis(), axis.indices().get(channel), i -> {
                        double value = values[i];
                        sum[0] += power == 1 ? Math.abs(value) : value * value;
                    });
            norms[channel] = power == 1 ? sum[0] : Math.sqrt(sum[0]);
        }
        return norms;
    }

    private static void add(double[] more, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    /** With a mean of 1; zeros stay. */
    static double[] normalized(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        double[] normalized = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            normalized[i] = sum > 0 ? scores[i] * scores.length / sum : 0;
        }
        return normalized;
    }
}

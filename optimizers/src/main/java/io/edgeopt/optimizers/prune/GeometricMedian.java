package io.edgeopt.optimizers.prune;

import io.edgeopt.optimizers.prune.graph.Group;
import io.edgeopt.optimizers.prune.graph.Role;
import io.edgeopt.optimizers.prune.graph.Slices;
import io.edgeopt.optimizers.prune.graph.WeightAxis;

/**
 * How far a channel's filter lies from the others of its layer: one in their middle can be replaced by them. He et al.,
 * Filter Pruning via Geometric Median, 2019.
 */
final class GeometricMedian implements Importance {
    @Override
    public double[] of(Group group, Weights weights) {
        double[] sums = new double[group.channels()];
        for (WeightAxis axis : group.weights()) {
            if (axis.role() == Role.MAKES || axis.role() == Role.FILTERS) {
                double[] distances = Magnitude.normalized(distances(filters(axis, group.channels(), weights)));
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += distances[i];
                }
            }
        }
        return Magnitude.normalized(sums);
    }

    private static float[][] filters(WeightAxis axis, int channels, Weights weights) {
        float[] values = weights.values(axis.weight());
        int size = Math.toIntExact(weights.shape(axis.weight()).size()
                / weights.shape(axis.weight()).dim(axis.axis())
                * axis.each());
        float[][] filters = new float[channels][size];
        for (int channel = 0; channel < channels; channel++) {
            float[] filter = filters[channel];
            int[] next = new int[1];
            Slices.each(
                    weights.shape(axis.weight()),
                    axis.axis(),
                    axis.indices().get(channel),
                    i -> filter[next[0]++] = values[i]);
        }
        return filters;
    }

    private static double[] distances(float[][] filters) {
        double[] sums = new double[filters.length];
        for (int one = 0; one < filters.length; one++) {
            for (int other = 0; other < one; other++) {
                double distance = distance(filters[one], filters[other]);
                sums[one] += distance;
                sums[other] += distance;
            }
        }
        return sums;
    }

    private static double distance(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            float difference = one[i] - other[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}

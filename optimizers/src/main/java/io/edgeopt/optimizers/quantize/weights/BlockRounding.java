package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.tensor.Float16;
import java.util.Arrays;

/**
 * Weights as whole numbers times a scale for each block. Of several scales that one is taken which leaves the least
 * squared error: with few bits it pays to cut the largest weight off a little, or to let it be the lowest number, of
 * which there is one more than on the other side.
 */
final class BlockRounding {
    private static final float SMALLEST_HALF = 0x1p-14f;

    private final int[] codes;
    private final float[] scales;
    private final boolean scalesAreHalves;

    private BlockRounding(int[] codes, float[] scales, boolean scalesAreHalves) {
        this.codes = codes;
        this.scales = scales;
        this.scalesAreHalves = scalesAreHalves;
    }

    static BlockRounding of(float[] weights, BlockLayout layout, int bits) {
        int[] block = layout.scaleOfEach();
        float[] largest = new float[Math.toIntExact(layout.scales().size())];
        for (int i = 0; i < weights.length; i++) {
            largest[block[i]] = Math.max(largest[block[i]], Math.abs(weights[i]));
        }
        boolean halves = fitHalves(largest, bits);
        float[] scales = best(weights, block, largest, bits, halves);
        int[] codes = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            codes[i] = rounded(weights[i], scales[block[i]], bits);
        }
        return new BlockRounding(codes, scales, halves);
    }

    /** A half has fewer digits than a float, which does no harm, for weights are rounded to what it holds. */
    private static boolean fitHalves(float[] largest, int bits) {
        int top = top(bits);
        for (float value : largest) {
            float scale = value / top;
            if (value != 0 && (scale < 2 * SMALLEST_HALF || scale > 30_000)) {
                return false;
            }
        }
        return true;
    }

    private static float[] best(float[] weights, int[] block, float[] largest, int bits, boolean halves) {
        float[] best = new float[largest.length];
        double[] least = new double[largest.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        float[] tried = new float[largest.length];
        double[] errors = new double[largest.length];
        for (float share : shares(bits)) {
            for (int b = 0; b < tried.length; b++) {
                float scale = share * largest[b] / top(bits);
                tried[b] = halves ? Float16.toFloat(Float16.fromFloat(scale)) : scale;
            }
            Arrays.fill(errors, 0);
            for (int i = 0; i < weights.length; i++) {
                float scale = tried[block[i]];
                double error = weights[i] - rounded(weights[i], scale, bits) * scale;
                errors[block[i]] += error * error;
            }
            for (int b = 0; b < tried.length; b++) {
                if (errors[b] < least[b]) {
                    least[b] = errors[b];
                    best[b] = tried[b];
                }
            }
        }
        return best;
    }

    /** Parts of the scale that reaches the largest weight; negative ones turn the longer side to the other sign. */
    private static float[] shares(int bits) {
        if (bits > 6) {
            return new float[] {1};
        }
        float[] shares = new float[24];
        for (int i = 0; i < 12; i++) {
            float share = 1 - i / 24f;
            shares[2 * i] = share;
            shares[2 * i + 1] = -share;
        }
        return shares;
    }

    private static int top(int bits) {
        return Math.max(1, (1 << (bits - 1)) - 1);
    }

    private static int rounded(float weight, float scale, int bits) {
        if (scale == 0) {
            return 0;
        }
        long nearest = Math.round((double) weight / scale);
        return (int) Math.max(-(1L << (bits - 1)), Math.min(top(bits), nearest));
    }

    /** From {@code -2^(bits-1)} to one less than its opposite. */
    int[] codes() {
        return codes;
    }

    /** What the codes stand for. */
    float[] values(BlockLayout layout) {
        int[] block = layout.scaleOfEach();
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i] * scales[block[i]];
        }
        return values;
    }

    float[] scales() {
        return scales;
    }

    boolean scalesAreHalves() {
        return scalesAreHalves;
    }
}

package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.core.tensor.Float16;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.weights.BlockLayout;
import io.edgeopt.optimizers.quantize.weights.HalfRange;

/**
 * One factor for the weights of each channel, so that channels of small and of large weights can share values. Batch
 * norms that were put into weights leave some channels a hundred times larger than others.
 */
final class ChannelScales {
    private static final float SMALLEST_HALF = 0x1p-14f;
    private static final float LARGEST_HALF = 60_000;

    /** A scale that shrinks by more would make the channel's weights the largest of all that share values. */
    private static final double LEAST_OF_BEFORE = 1.0 / 16;

    private final BlockLayout layout;
    private final int[] channelOf;
    private final float[] scales;
    private final boolean halves;

    private ChannelScales(BlockLayout layout, int[] channelOf, double[] wanted) {
        this.layout = layout;
        this.channelOf = channelOf;
        this.halves = fitHalves(wanted);
        this.scales = new float[wanted.length];
        for (int c = 0; c < wanted.length; c++) {
            float scale = (float) wanted[c];
            scales[c] = halves ? Float16.toFloat(Float16.fromFloat(scale)) : scale;
        }
    }

    /** How large each channel's weights are beside those of all, by mean squares: the shared values keep their size. */
    static ChannelScales of(float[] weights, BlockLayout layout) {
        int[] channelOf = layout.scaleOfEach();
        double[] scales = new double[Math.toIntExact(layout.scales().size())];
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            double square = (double) weights[i] * weights[i];
            scales[channelOf[i]] += square;
            all += square;
        }
        for (int c = 0; c < scales.length; c++) {
            scales[c] = all == 0 ? 1 : Math.sqrt(scales[c] * scales.length / all);
        }
        return new ChannelScales(layout, channelOf, scales);
    }

    /** Rounded to a half they have 66 dB, and the weights are shared after that, so that nothing is lost by it. */
    private static boolean fitHalves(double[] scales) {
        for (double scale : scales) {
            if (scale != 0 && (Math.abs(scale) < SMALLEST_HALF || Math.abs(scale) > LARGEST_HALF)) {
                return false;
            }
        }
        return true;
    }

    /** The scales with which shared values come nearest to the weights; where that would be next to nothing, as before. */
    ChannelScales fitted(float[] weights, float[] shared) {
        double[] products = new double[scales.length];
        double[] squares = new double[scales.length];
        for (int i = 0; i < weights.length; i++) {
            products[channelOf[i]] += (double) weights[i] * shared[i];
            squares[channelOf[i]] += (double) shared[i] * shared[i];
        }
        for (int c = 0; c < products.length; c++) {
            double fitted = squares[c] > 0 ? products[c] / squares[c] : 0;
            products[c] = fitted > LEAST_OF_BEFORE * scales[c] ? fitted : scales[c];
        }
        return new ChannelScales(layout, channelOf, products);
    }

    float[] divided(float[] weights) {
        float[] divided = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            float scale = scales[channelOf[i]];
            divided[i] = scale == 0 ? 0 : weights[i] / scale;
        }
        return divided;
    }

    float[] multiplied(float[] shared) {
        float[] weights = new float[shared.length];
        for (int i = 0; i < shared.length; i++) {
            weights[i] = shared[i] * scales[channelOf[i]];
        }
        return weights;
    }

    /** The share of noise in a channel, in the mean of those that are not all zero. */
    double noise(float[] weights, float[] found) {
        double[] signal = new double[scales.length];
        double[] noise = new double[scales.length];
        for (int i = 0; i < weights.length; i++) {
            double difference = (double) weights[i] - found[i];
            signal[channelOf[i]] += (double) weights[i] * weights[i];
            noise[channelOf[i]] += difference * difference;
        }
        double sum = 0;
        int counted = 0;
        for (int c = 0; c < signal.length; c++) {
            sum += signal[c] > 0 ? noise[c] / signal[c] : 0;
            counted += signal[c] > 0 ? 1 : 0;
        }
        return counted == 0 ? 0 : sum / counted;
    }

    BlockLayout layout() {
        return layout;
    }

    Tensor stored() {
        Tensor floats = Tensor.of(scales, layout.scales().toArray());
        return halves ? new HalfRange().halves(floats) : floats;
    }
}

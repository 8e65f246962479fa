package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.optimizers.quantize.weights.BlockLayout;

/** Values that the channels of a layer share, each channel in its own scale. */
final class ScaledCodebook {
    /** Values follow the scales that follow the values; after two rounds hardly anything moves. */
    private static final int ROUNDS = 2;

    /** What the graph grows by, about: a cast, a product, a shape, and their names. */
    private static final int BYTES_OF_NODES = 256;

    private final float[] source;
    private final ChannelScales scales;
    private final Codebook book;

    private ScaledCodebook(float[] source, ChannelScales scales, Codebook book) {
        this.source = source;
        this.scales = scales;
        this.book = book;
    }

    static ScaledCodebook of(float[] weights, BlockLayout layout, int most) {
        ScaledCodebook best = of(weights, ChannelScales.of(weights, layout), most);
        ScaledCodebook last = best;
        for (int round = 0; round < ROUNDS; round++) {
            last = of(weights, last.scales.fitted(weights, last.book.weights()), most);
            best = last.noise() < best.noise() ? last : best;
        }
        return best;
    }

    private static ScaledCodebook of(float[] weights, ChannelScales scales, int most) {
        return new ScaledCodebook(weights, scales, Codebook.of(scales.divided(weights), most));
    }

    private double noise() {
        return scales.noise(source, weights());
    }

    /**
     * Whether the scales take more noise off a channel, in the mean, than as many bytes would that are spent on more
     * values: a bit for each weight is worth a quarter of the noise.
     */
    boolean isWorthItsScales(Codebook plain) {
        if (scales.layout().scales().size() < 2) {
            return false;
        }
        double bits = 8.0 * (scales.stored().byteSize() + BYTES_OF_NODES) / source.length;
        return noise() < Math.pow(4, -bits) * scales.noise(source, plain.weights());
    }

    ChannelScales scales() {
        return scales;
    }

    Codebook book() {
        return book;
    }

    /** The weights as they are now. */
    float[] weights() {
        return scales.multiplied(book.weights());
    }
}

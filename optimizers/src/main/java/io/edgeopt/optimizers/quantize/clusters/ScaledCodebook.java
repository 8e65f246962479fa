package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.optimizers.quantize.weights.BlockLayout;

/** Values that the channels of a layer share, each channel in its own scale. */
final class ScaledCodebook {
    /** Values follow the scales that follow the values; after two rounds hardly anything moves. */
    private static final int ROUNDS = 2;

    private final float[] source;
    private final ChannelScales scales;
    private final Codebook book;

    private ScaledCodebook(float[] source, ChannelScales scales, Codebook book) {
        this.source = source;
        this.scales = scales;
        this.book = book;
    }

    static ScaledCodebook of(float[] weights, BlockLayout layout, int most) {
        ChannelScales scales = ChannelScales.of(weights, layout);
        Codebook book = Codebook.of(scales.divided(weights), most);
        for (int round = 0; round < ROUNDS; round++) {
            scales = scales.fitted(weights, book.weights());
            book = Codebook.of(scales.divided(weights), most);
        }
        return new ScaledCodebook(weights, scales, book);
    }

    /**
     * Whether the scales take more noise off a channel, in the mean, than as many bytes would that are spent on more
     * values: a bit for each weight is worth a quarter of the noise.
     */
    boolean isWorthItsScales(Codebook plain) {
        double bits = 8.0 * scales.stored().byteSize() / source.length;
        return scales.noise(source, weights()) < Math.pow(4, -bits) * scales.noise(source, plain.weights());
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

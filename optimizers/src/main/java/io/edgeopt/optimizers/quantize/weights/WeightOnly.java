package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.runtime.Backend;
import java.util.OptionalInt;

/**
 * Keeps weights as whole numbers of 2 to 8 bits with scales, and lets the graph make floats of them again. The file
 * shrinks; speed and memory at run time stay those of floats.
 */
public final class WeightOnly extends WeightScheme {
    public static final int LEAST_BITS = 2;
    public static final int MOST_BITS = 8;

    /** From so many bits on one scale a channel is fine enough. */
    private static final int NO_BLOCKS_FROM = 7;

    private final LayerBits bits;
    private final int block;

    /** @param block how many weights share a scale, where they have few bits */
    public WeightOnly(Backend backend, LayerBits bits, int block, long seed) {
        super("weights", backend, seed);
        if (block < 2) {
            throw new IllegalArgumentException("a block of %d shares nothing".formatted(block));
        }
        this.bits = bits;
        this.block = block;
    }

    @Override
    protected void change(Draft draft) {
        LayerBits known = bits.checked(LEAST_BITS, MOST_BITS, draft.weights());
        for (WeightTensor weight : draft.weights()) {
            OptionalInt chosen = known.of(weight);
            if (chosen.isEmpty()) {
                draft.leave(weight, "asked to stay in float");
            } else {
                round(draft, weight, chosen.getAsInt());
            }
        }
    }

    private void round(Draft draft, WeightTensor weight, int count) {
        float[] values = weight.value().toFloats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                draft.leave(weight, "holds " + value);
                return;
            }
        }
        BlockLayout layout = count >= NO_BLOCKS_FROM
                ? BlockLayout.perChannel(weight.shape(), weight.channelAxis())
                : BlockLayout.inBlocks(weight.shape(), weight.channelAxis(), block);
        BlockRounding rounding = BlockRounding.of(values, layout, count);
        long stored = draft.unpacking().scaled(weight, rounding, layout, count);
        draft.done(weight, "%d bits".formatted(count), stored, rounding.values(layout));
    }
}

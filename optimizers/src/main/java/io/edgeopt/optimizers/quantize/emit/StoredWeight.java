package io.edgeopt.optimizers.quantize.emit;

/** Weights as signed 8-bit integers, in the weights' own order. */
final class StoredWeight {
    private final byte[] values;
    private final float[] scales;
    private final int axis;

    /**
     * @param scales one for each channel, or a single one for all
     * @param axis along which the channels lie
     */
    StoredWeight(byte[] values, float[] scales, int axis) {
        this.values = values;
        this.scales = scales;
        this.axis = axis;
    }

    byte[] values() {
        return values;
    }

    float[] scales() {
        return scales;
    }

    int axis() {
        return axis;
    }

    boolean isPerChannel() {
        return scales.length > 1;
    }

    float scale(int channel) {
        return scales[isPerChannel() ? channel : 0];
    }
}

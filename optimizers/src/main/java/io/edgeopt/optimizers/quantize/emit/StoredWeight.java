package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.tensor.Shape;

/** Weights as signed 8-bit integers, in the weights' own order. */
public final class StoredWeight {
    private final byte[] values;
    private final float[] scales;
    private final int axis;

    /**
     * @param scales one for each channel, or a single one for all
     * @param axis along which the channels lie
     */
    public StoredWeight(byte[] values, float[] scales, int axis) {
        this.values = values;
        this.scales = scales;
        this.axis = axis;
    }

    public byte[] values() {
        return values;
    }

    public float[] scales() {
        return scales;
    }

    public int axis() {
        return axis;
    }

    /** What the integers mean. */
    public float[] toFloats(Shape shape) {
        float[] floats = scales(shape);
        for (int i = 0; i < floats.length; i++) {
            floats[i] *= values[i];
        }
        return floats;
    }

    /** The scale of each integer. */
    public float[] scales(Shape shape) {
        float[] each = new float[values.length];
        int inner = 1;
        for (int later = axis + 1; later < shape.rank(); later++) {
            inner *= (int) shape.dim(later);
        }
        int channels = (int) shape.dim(axis);
        for (int i = 0; i < each.length; i++) {
            each[i] = scale(i / inner % channels);
        }
        return each;
    }

    public boolean isPerChannel() {
        return scales.length > 1;
    }

    public float scale(int channel) {
        return scales[isPerChannel() ? channel : 0];
    }
}

package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;

/** Puts the weights of layers into signed 8-bit integers, around zero. */
public final class WeightRounder {
    private final boolean perChannel;
    private final Rounding rounding;

    public WeightRounder(boolean perChannel, Rounding rounding) {
        this.perChannel = perChannel;
        this.rounding = rounding;
    }

    public Rounding rounding() {
        return rounding;
    }

    /** @param least a scale for each channel that must not be undercut, or none */
    StoredWeight round(Node node, Tensor weight, float[] least) {
        WeightLayout layout = WeightLayout.of(node, weight.shape());
        ChannelRounding channel = channel(node, layout);
        float[] values = weight.toFloats();
        byte[] integers = new byte[values.length];
        int[] places = layout.places();
        double[] row = new double[places.length];
        float[] scales = new float[layout.channels()];
        float largest = 0;
        for (int c = 0; c < scales.length; c++) {
            boolean zeros = take(values, layout.offset(c), places, row);
            scales[c] = channel.scale(row, c < least.length ? least[c] : 0);
            largest = zeros ? largest : Math.max(largest, scales[c]);
            if (perChannel) {
                put(channel.integers(row, scales[c]), integers, layout.offset(c), places);
            }
        }
        if (!perChannel) {
            // A channel of zeros alone needs no scale.
            scales = new float[] {largest == 0 ? 1 : largest};
            for (int c = 0; c < layout.channels(); c++) {
                take(values, layout.offset(c), places, row);
                put(channel.integers(row, scales[0]), integers, layout.offset(c), places);
            }
        }
        return new StoredWeight(integers, scales, layout.axis());
    }

    /** Whether all are zero. */
    private static boolean take(float[] values, int offset, int[] places, double[] row) {
        boolean zeros = true;
        for (int i = 0; i < row.length; i++) {
            row[i] = values[offset + places[i]];
            zeros &= row[i] == 0;
        }
        return zeros;
    }

    private static void put(int[] rounded, byte[] integers, int offset, int[] places) {
        for (int i = 0; i < rounded.length; i++) {
            integers[offset + places[i]] = (byte) rounded[i];
        }
    }

    private ChannelRounding channel(Node node, WeightLayout layout) {
        boolean apart = rounding == Rounding.PAIRED && layout.isDepthwise(node);
        return new ChannelRounding(apart ? Rounding.FULL : rounding);
    }

    /** How far the integers may go on either side of zero. */
    public int most() {
        return rounding.most();
    }

    /**
     * Integers that somebody else chose, as near to them as this rounding allows.
     *
     * @param integers in the weights' own order
     * @param like whose scales they have
     */
    public StoredWeight fitted(Node node, Shape shape, int[] integers, StoredWeight like) {
        WeightLayout layout = WeightLayout.of(node, shape);
        ChannelRounding channel = channel(node, layout);
        byte[] fitted = new byte[integers.length];
        int[] places = layout.places();
        int[] row = new int[places.length];
        for (int c = 0; c < layout.channels(); c++) {
            int offset = layout.offset(c);
            for (int i = 0; i < row.length; i++) {
                row[i] = integers[offset + places[i]];
            }
            put(channel.fitted(row), fitted, offset, places);
        }
        return new StoredWeight(fitted, like.scales(), like.axis());
    }
}

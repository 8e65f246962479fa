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
        double[][] rows = new double[layout.channels()][layout.weightsPerChannel()];
        float[] scales = new float[layout.channels()];
        for (int c = 0; c < rows.length; c++) {
            for (int i = 0; i < rows[c].length; i++) {
                rows[c][i] = values[layout.place(c, i)];
            }
            scales[c] = channel.scale(rows[c], c < least.length ? least[c] : 0);
        }
        if (!perChannel) {
            scales = new float[] {largest(rows, scales)};
        }
        for (int c = 0; c < rows.length; c++) {
            float scale = scales[perChannel ? c : 0];
            int[] rounded = channel.integers(rows[c], scale);
            for (int i = 0; i < rounded.length; i++) {
                integers[layout.place(c, i)] = (byte) rounded[i];
            }
        }
        return new StoredWeight(integers, scales, layout.axis());
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
        int[] row = new int[layout.weightsPerChannel()];
        for (int c = 0; c < layout.channels(); c++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = integers[layout.place(c, i)];
            }
            int[] within = channel.fitted(row);
            for (int i = 0; i < row.length; i++) {
                fitted[layout.place(c, i)] = (byte) within[i];
            }
        }
        return new StoredWeight(fitted, like.scales(), like.axis());
    }

    /** The scale of the channel that needs the largest; one of zeros alone needs none. */
    private static float largest(double[][] rows, float[] scales) {
        float largest = 0;
        for (int c = 0; c < rows.length; c++) {
            boolean zeros = java.util.Arrays.stream(rows[c]).allMatch(weight -> weight == 0);
            largest = zeros ? largest : Math.max(largest, scales[c]);
        }
        return largest == 0 ? 1 : largest;
    }
}

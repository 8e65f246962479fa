package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Float16;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The values that a layer's weights share, and which of them each weight is. Where a good part of the weights are zero, as
 * pruning leaves them, zero is the first value, and they stay zero.
 */
final class Codebook {
    /** From this share of zeros on they were put there on purpose. */
    private static final double SPARSE = 0.25;

    private final float[] values;
    private final int[] codes;
    private final boolean halves;

    private Codebook(float[] values, int[] codes, boolean halves) {
        this.values = values;
        this.codes = codes;
        this.halves = halves;
    }

    static Codebook of(float[] weights, int most) {
        long zeros = 0;
        for (float weight : weights) {
            zeros += weight == 0 ? 1 : 0;
        }
        boolean sparse = zeros >= SPARSE * weights.length;
        float[] clustered = sparse ? without(weights, 0) : weights;
        boolean halves = fitHalves(weights);
        float[] centres = KMeans.centres(clustered, sparse ? Math.max(1, most - 1) : most);
        for (int i = 0; i < centres.length && halves; i++) {
            centres[i] = Float16.toFloat(Float16.fromFloat(centres[i]));
        }
        int[] codes = new int[weights.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = sparse && weights[i] == 0 ? 0 : nearest(centres, weights[i]) + (sparse ? 1 : 0);
        }
        float[] values = sparse ? new float[centres.length + 1] : centres;
        if (sparse) {
            System.arraycopy(centres, 0, values, 1, centres.length);
        }
        return new Codebook(values, codes, halves);
    }

    /** Values that are rounded to 16 bits differ by 100 dB less than the largest weight, unless all are tiny or huge. */
    private static boolean fitHalves(float[] weights) {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest >= 0x1p-8 && largest <= 60_000;
    }

    private static float[] without(float[] weights, float left) {
        float[] kept = new float[weights.length];
        int count = 0;
        for (float weight : weights) {
            if (weight != left) {
                kept[count++] = weight;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static int nearest(float[] centres, float weight) {
        int place = Arrays.binarySearch(centres, weight);
        if (place >= 0) {
            return place;
        }
        int above = -place - 1;
        if (above == 0 || above == centres.length) {
            return above == 0 ? 0 : above - 1;
        }
        return (double) weight - centres[above - 1] <= (double) centres[above] - weight ? above - 1 : above;
    }

    /** What the codes stand for, in as few bytes as that takes. */
    Tensor table() {
        Tensor table = Tensor.allocate(halves ? ElementType.FLOAT16 : ElementType.FLOAT, Shape.of(values.length));
        ByteBuffer bytes = table.bytes();
        for (float value : values) {
            if (halves) {
                bytes.putShort(Float16.fromFloat(value));
            } else {
                bytes.putFloat(value);
            }
        }
        return table;
    }

    int[] codes() {
        return codes;
    }

    /** The weights as they are now. */
    float[] weights() {
        float[] weights = new float[codes.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = values[codes[i]];
        }
        return weights;
    }
}

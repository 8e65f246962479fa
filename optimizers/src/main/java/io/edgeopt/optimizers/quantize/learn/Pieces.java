package io.edgeopt.optimizers.quantize.learn;

import java.util.ArrayList;
import java.util.List;

/** Pieces of what a layer reads, and of what it shall make of them; all of one size. */
final class Pieces {
    private final List<float[]> inputs = new ArrayList<>();
    private final List<float[]> outputs = new ArrayList<>();
    private long[] input = new long[0];
    private long[] output = new long[0];

    /** Takes a piece; one of another size than those before is left out. */
    void add(float[] from, long[] fromDims, float[] to, long[] toDims) {
        if (inputs.isEmpty()) {
            input = fromDims.clone();
            output = toDims.clone();
        }
        if (java.util.Arrays.equals(input, fromDims) && java.util.Arrays.equals(output, toDims)) {
            inputs.add(from);
            outputs.add(to);
        }
    }

    int count() {
        return inputs.size();
    }

    /** The extents of one piece of the input. */
    long[] input() {
        return input.clone();
    }

    long[] output() {
        return output.clone();
    }

    float[] inputs(int[] chosen) {
        return joined(inputs, chosen);
    }

    float[] outputs(int[] chosen) {
        return joined(outputs, chosen);
    }

    private static float[] joined(List<float[]> pieces, int[] chosen) {
        int size = pieces.get(chosen[0]).length;
        float[] joined = new float[chosen.length * size];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(pieces.get(chosen[i]), 0, joined, i * size, size);
        }
        return joined;
    }
}

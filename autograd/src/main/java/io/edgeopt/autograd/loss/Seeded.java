package io.edgeopt.autograd.loss;

import io.edgeopt.core.tensor.Tensor;
import java.util.Random;

/** Weights to begin with, the same for the same seed. */
final class Seeded {
    private Seeded() {}

    static Tensor normal(long seed, double deviation, int rows, int columns) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, rows, columns);
    }
}

package io.edgeopt.autograd.feed;

import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Zhang and others, "mixup: Beyond Empirical Risk Minimization" (2018): a batch mixed with itself in another order. */
final class Mixup {
    private Mixup() {}

    /** Mixes in place; gives the mixed shares of classes. */
    static float[][] mix(Tensor inputs, float[][] shares, double alpha, SplittableRandom random) {
        int count = shares.length;
        float share = (float) beta(alpha, random);
        FloatBuffer buffer = inputs.floats();
        int size = buffer.capacity() / count;
        float[] all = new float[buffer.capacity()];
        buffer.get(all);
        float[] mixed = new float[size];
        float[][] targets = new float[count][];
        int shift = count > 1 ? 1 + random.nextInt(count - 1) : 0;
        for (int item = 0; item < count; item++) {
            int other = (item + shift) % count;
            for (int i = 0; i < size; i++) {
                mixed[i] = share * all[item * size + i] + (1 - share) * all[other * size + i];
            }
            buffer.put(item * size, mixed);
            targets[item] = new float[shares[item].length];
            for (int c = 0; c < targets[item].length; c++) {
                targets[item][c] = share * shares[item][c] + (1 - share) * shares[other][c];
            }
        }
        return targets;
    }

    /** Jöhnk's algorithm: a draw from Beta(alpha, alpha) for small alpha, and without loss for others up to about 10. */
    static double beta(double alpha, SplittableRandom random) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / alpha);
            double y = Math.pow(random.nextDouble(), 1 / alpha);
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }
}

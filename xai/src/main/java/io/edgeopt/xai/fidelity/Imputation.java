package io.edgeopt.xai.fidelity;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * Places without a value get the mean of their eight neighbours, straight ones twice as heavy, all at once, and a little
 * noise, so that a network cannot tell by the filling what was taken out (ROAD, Rong et al., 2022).
 */
final class Imputation {
    private static final int ROUNDS = 60;
    private static final double NOISE = 0.02;

    private Imputation() {}

    static Tensor of(Tensor input, InputAxes axes, IntPredicate missing, long seed) {
        Shape shape = input.shape();
        InputAxes.Strides strides = axes.strides(shape);
        int height = axes.height(shape);
        int width = axes.width(shape);
        Random random = new Random(seed);
        float[] values = input.toFloats();
        for (int t = 0; t < axes.frames(shape); t++) {
            for (int c = 0; c < axes.channels(shape); c++) {
                double[] plane = new double[height * width];
                double mean = 0;
                int known = 0;
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = values[strides.at(c, t, i / width, i % width)];
                    mean += missing.test(i) ? 0 : plane[i];
                    known += missing.test(i) ? 0 : 1;
                }
                fill(plane, height, width, missing, known == 0 ? 0 : mean / known);
                double spread = NOISE * deviation(plane);
                for (int i = 0; i < plane.length; i++) {
                    double noise = missing.test(i) ? spread * random.nextGaussian() : 0;
                    values[strides.at(c, t, i / width, i % width)] = (float) (plane[i] + noise);
                }
            }
        }
        return Tensor.of(values, shape.toArray());
    }

    private static void fill(double[] plane, int height, int width, IntPredicate missing, double start) {
        for (int i = 0; i < plane.length; i++) {
            plane[i] = missing.test(i) ? start : plane[i];
        }
        for (int round = 0; round < ROUNDS; round++) {
            boolean forwards = round % 2 == 0;
            for (int step = 0; step < plane.length; step++) {
                int i = forwards ? step : plane.length - 1 - step;
                if (missing.test(i)) {
                    plane[i] = around(plane, height, width, Math.floorDiv(i, width), i % width);
                }
            }
        }
    }

    private static double around(double[] plane, int height, int width, int y, int x) {
        double sum = 0;
        double weights = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int row = y + dy;
                int column = x + dx;
                boolean inside = row >= 0 && row < height && column >= 0 && column < width;
                if (inside && (dy != 0 || dx != 0)) {
                    double weight = dy == 0 || dx == 0 ? 2 : 1;
                    sum += weight * plane[row * width + column];
                    weights += weight;
                }
            }
        }
        return sum / weights;
    }

    private static double deviation(double[] values) {
        double mean = 0;
        double square = 0;
        for (double value : values) {
            mean += value / values.length;
            square += value * value / values.length;
        }
        return Math.sqrt(Math.max(0, square - mean * mean));
    }
}

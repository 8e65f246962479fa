package io.edgeopt.xai.gradient;

import java.util.List;

/** Points between 0 and 1 and their weights, by which a smooth function is integrated best with so many of them. */
record GaussLegendre(List<Double> points, List<Double> weights) {
    private static final int ROUNDS = 100;

    static GaussLegendre of(int count) {
        Double[] points = new Double[count];
        Double[] weights = new Double[count];
        for (int i = 0; i < count; i++) {
            // Newton's method from a point near the root.
            double x = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 1;
            for (int round = 0; round < ROUNDS; round++) {
                double before = 1;
                double value = x;
                for (int n = 2; n <= count; n++) {
                    double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
                    before = value;
                    value = next;
                }
                slope = count == 1 ? 1 : count * (x * value - before) / (x * x - 1);
                double step = value / slope;
                x -= step;
                if (Math.abs(step) < 1e-15) {
                    break;
                }
            }
            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new GaussLegendre(List.of(points), List.of(weights));
    }
}

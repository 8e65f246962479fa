package io.edgeopt.datasets.make;

import java.util.Arrays;

/** Logistic regression over classes: standardised features, full-batch Adam, weights held small by {@code decay}. */
final class LinearModel {
    private static final int STEPS = 500;
    private static final double RATE = 0.03;

    private final int classes;
    private final float[] mean;
    private final float[] scale;
    private final double[] weights;

    private LinearModel(int classes, float[] mean, float[] scale) {
        this.classes = classes;
        this.mean = mean;
        this.scale = scale;
        this.weights = new double[classes * (mean.length + 1)];
    }

    static LinearModel fit(float[][] features, int[] labels, int classes, double decay) {
        int width = features[0].length;
        float[] mean = new float[width];
        float[] scale = new float[width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : features) {
                sum += row[j];
                squares += (double) row[j] * row[j];
            }
            mean[j] = (float) (sum / features.length);
            double variance = squares / features.length - (double) mean[j] * mean[j];
            scale[j] = (float) (1 / Math.sqrt(Math.max(variance, 1e-8)));
        }
        LinearModel model = new LinearModel(classes, mean, scale);
        float[][] rows = Arrays.stream(features).map(model::standard).toArray(float[][]::new);
        model.descend(rows, labels, decay);
        return model;
    }

    private float[] standard(float[] features) {
        float[] row = new float[features.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = (features[j] - mean[j]) * scale[j];
        }
        return row;
    }

    private void descend(float[][] rows, int[] labels, double decay) {
        double[] first = new double[weights.length];
        double[] second = new double[weights.length];
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = new double[weights.length];
            for (int i = 0; i < rows.length; i++) {
                double[] share = scores(rows[i]);
                softmax(share);
                share[labels[i]] -= 1;
                add(gradient, share, rows[i], 1.0 / rows.length);
            }
            for (int k = 0; k < weights.length; k++) {
                double slope = gradient[k] + decay * weights[k];
                first[k] = 0.9 * first[k] + 0.1 * slope;
                second[k] = 0.999 * second[k] + 0.001 * slope * slope;
                double drift = first[k] / (1 - Math.pow(0.9, step));
                double spread = Math.sqrt(second[k] / (1 - Math.pow(0.999, step)));
                weights[k] -= RATE * drift / (spread + 1e-8);
            }
        }
    }

    private void add(double[] gradient, double[] share, float[] row, double factor) {
        int width = row.length + 1;
        for (int c = 0; c < classes; c++) {
            double weight = share[c] * factor;
            for (int j = 0; j < row.length; j++) {
                gradient[c * width + j] += weight * row[j];
            }
            gradient[c * width + row.length] += weight;
        }
    }

    private double[] scores(float[] row) {
        int width = row.length + 1;
        double[] scores = new double[classes];
        for (int c = 0; c < classes; c++) {
            double sum = weights[c * width + row.length];
            for (int j = 0; j < row.length; j++) {
                sum += weights[c * width + j] * row[j];
            }
            scores[c] = sum;
        }
        return scores;
    }

    private static void softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElseThrow();
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - highest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
    }

    int classOf(float[] features) {
        double[] scores = scores(standard(features));
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    double accuracy(float[][] features, int[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += classOf(features[i]) == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }
}

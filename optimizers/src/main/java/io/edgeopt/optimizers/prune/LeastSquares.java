package io.edgeopt.optimizers.prune;

/** Sums over samples of some channels, and how the channels that go follow from those that stay. */
final class LeastSquares {
    /** Added to the variances, as a share of their mean: fewer samples than channels are no harm then. */
    private static final double RIDGE = 1e-3;

    private final int channels;
    private final double[] sums;
    private final double[][] products;
    private long samples;

    LeastSquares(int channels) {
        this.channels = channels;
        this.sums = new double[channels];
        this.products = new double[channels][channels];
    }

    void add(float[] sample) {
        samples++;
        for (int i = 0; i < channels; i++) {
            double value = sample[i];
            sums[i] += value;
            double[] row = products[i];
            if (value != 0) {
                for (int j = 0; j <= i; j++) {
                    row[j] += value * sample[j];
                }
            }
        }
    }

    long samples() {
        return samples;
    }

    /**
     * Factors and constants: the channel at place {@code i} of {@code gone} is about the sum of all kept ones times
     * {@code factors[i]}, and {@code constants[i]}.
     */
    static final class Fit {
        final double[][] factors;
        final double[] constants;

        Fit(double[][] factors, double[] constants) {
            this.factors = factors;
            this.constants = constants;
        }
    }

    Fit fit(int[] kept, int[] gone) {
        double[][] matrix = new double[kept.length][];
        double trace = 0;
        for (int i = 0; i < kept.length; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = covariance(kept[i], kept[j]);
            }
            trace += matrix[i][i];
        }
        double ridge = ridge(trace, kept.length);
        for (int i = 0; i < kept.length; i++) {
            matrix[i][i] += ridge;
        }
        decompose(matrix);
        double[][] factors = new double[gone.length][];
        double[] constants = new double[gone.length];
        for (int i = 0; i < gone.length; i++) {
            double[] right = new double[kept.length];
            for (int j = 0; j < kept.length; j++) {
                right[j] = covariance(gone[i], kept[j]);
            }
            factors[i] = solve(matrix, right);
            constants[i] = sums[gone[i]] / samples;
            for (int j = 0; j < kept.length; j++) {
                constants[i] -= factors[i][j] * sums[kept[j]] / samples;
            }
        }
        return new Fit(factors, constants);
    }

    double mean(int channel) {
        return sums[channel] / samples;
    }

    /** The mean of its squares. */
    double square(int channel) {
        return products[channel][channel] / samples;
    }

    /** Of every channel with every other. */
    double[][] covariances() {
        double[][] all = new double[channels][channels];
        double trace = 0;
        for (int i = 0; i < channels; i++) {
            for (int j = 0; j <= i; j++) {
                all[i][j] = covariance(i, j);
                all[j][i] = all[i][j];
            }
            trace += all[i][i];
        }
        for (int i = 0; i < channels; i++) {
            all[i][i] += ridge(trace, channels);
        }
        return all;
    }

    private static double ridge(double trace, int size) {
        return Math.max(RIDGE * trace / size, 1e-12);
    }

    private double covariance(int one, int other) {
        double product = one >= other ? products[one][other] : products[other][one];
        return product / samples - sums[one] / samples * (sums[other] / samples);
    }

    /** Cholesky, in place. */
    private static void decompose(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double[] row = a[i];
            for (int j = 0; j <= i; j++) {
                double[] other = a[j];
                double sum = row[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                row[j] = i == j ? Math.sqrt(Math.max(sum, 1e-18)) : sum / other[j];
            }
        }
    }

    private static double[] solve(double[][] lower, double[] right) {
        int n = lower.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * x[k];
            }
            x[i] = sum / lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= lower[i][k] * x[i];
            }
        }
        return x;
    }
}

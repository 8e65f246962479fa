package io.edgeopt.xai.proxy;

import java.util.List;

/** Weighted least squares with a small penalty on the slopes, which are also found where features go together. */
final class LinearFit {
    private LinearFit() {}

    /** Slopes, and after them the intercept. */
    static double[] of(List<boolean[]> rows, double[] values, double[] weights, double penalty) {
        int features = rows.get(0).length;
        double[][] normal = new double[features + 1][features + 2];
        for (int i = 0; i < values.length; i++) {
            boolean[] row = rows.get(i);
            for (int a = 0; a <= features; a++) {
                if (a < features && !row[a]) {
                    continue;
                }
                for (int b = 0; b <= features; b++) {
                    if (b == features || row[b]) {
                        normal[a][b] += weights[i];
                    }
                }
                normal[a][features + 1] += weights[i] * values[i];
            }
        }
        for (int a = 0; a < features; a++) {
            normal[a][a] += penalty;
        }
        return solved(normal);
    }

    /** Gaussian elimination with the largest pivot; the last column is the right side. */
    static double[] solved(double[][] system) {
        int size = system.length;
        for (int step = 0; step < size; step++) {
            int pivot = step;
            for (int row = step + 1; row < size; row++) {
                pivot = Math.abs(system[row][step]) > Math.abs(system[pivot][step]) ? row : pivot;
            }
            double[] swapped = system[step];
            system[step] = system[pivot];
            system[pivot] = swapped;
            if (system[step][step] == 0) {
                continue;
            }
            for (int row = step + 1; row < size; row++) {
                double factor = system[row][step] / system[step][step];
                for (int column = step; column <= size; column++) {
                    system[row][column] -= factor * system[step][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = system[row][size];
            for (int column = row + 1; column < size; column++) {
                rest -= system[row][column] * solution[column];
            }
            solution[row] = system[row][row] == 0 ? 0 : rest / system[row][row];
        }
        return solution;
    }

    /** Share of the weighted variance that the fit explains. */
    static double explained(List<boolean[]> rows, double[] values, double[] weights, double[] fit) {
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i];
            mean += weights[i] * values[i];
        }
        mean /= sum;
        double left = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            double said = fit[fit.length - 1];
            for (int a = 0; a < fit.length - 1; a++) {
                said += rows.get(i)[a] ? fit[a] : 0;
            }
            left += weights[i] * (values[i] - said) * (values[i] - said);
            all += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        return all == 0 ? 1 : 1 - left / all;
    }
}

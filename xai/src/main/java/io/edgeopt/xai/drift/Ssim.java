package io.edgeopt.xai.drift;

/** Structural similarity of two maps with values of 0 to 1 (Wang et al., 2004), the mean over windows of 7 x 7. */
final class Ssim {
    private static final int WINDOW = 7;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private Ssim() {}

    static double of(float[] a, float[] b, int height, int width) {
        int rows = Math.min(WINDOW, height);
        int columns = Math.min(WINDOW, width);
        double sum = 0;
        for (int y = 0; y + rows <= height; y++) {
            for (int x = 0; x + columns <= width; x++) {
                sum += window(a, b, y, x, rows, columns, width);
            }
        }
        return sum / ((height - rows + 1) * (width - columns + 1));
    }

    private static double window(float[] a, float[] b, int top, int left, int rows, int columns, int width) {
        double sumA = 0;
        double sumB = 0;
        double squareA = 0;
        double squareB = 0;
        double product = 0;
        for (int y = top; y < top + rows; y++) {
            for (int x = left; x < left + columns; x++) {
                double first = a[y * width + x];
                double second = b[y * width + x];
                sumA += first;
                sumB += second;
                squareA += first * first;
                squareB += second * second;
                product += first * second;
            }
        }
        int n = rows * columns;
        double meanA = sumA / n;
        double meanB = sumB / n;
        double varianceA = Math.max(0, squareA / n - meanA * meanA);
        double varianceB = Math.max(0, squareB / n - meanB * meanB);
        double covariance = product / n - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
}

package io.edgeopt.xai.perturb;

/** Smoothing of one channel. */
final class Plane {
    private Plane() {}

    /** Through a Gaussian of that width, which at the edges is over what there is. */
    static float[] blurred(float[] plane, int height, int width, double sigma) {
        int reach = Math.max(1, (int) Math.ceil(3 * sigma));
        double[] kernel = new double[reach + 1];
        for (int i = 0; i <= reach; i++) {
            kernel[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
        }
        float[] across = along(plane, height, width, width, 1, kernel);
        return along(across, width, height, 1, width, kernel);
    }

    /** Each of {@code lines} lines of {@code length} values smoothed. */
    private static float[] along(float[] plane, int lines, int length, int lineStep, int step, double[] kernel) {
        float[] smooth = new float[plane.length];
        int reach = kernel.length - 1;
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                double sum = 0;
                double weights = 0;
                for (int j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++) {
                    double weight = kernel[Math.abs(i - j)];
                    sum += weight * plane[line * lineStep + j * step];
                    weights += weight;
                }
                smooth[line * lineStep + i * step] = (float) (sum / weights);
            }
        }
        return smooth;
    }
}

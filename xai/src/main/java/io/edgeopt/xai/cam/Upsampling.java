package io.edgeopt.xai.cam;

/** A map of few places as one of many: between the middles of places, linearly. */
final class Upsampling {
    private Upsampling() {}

    static float[] of(float[] map, Layer layer, int frames, int height, int width) {
        float[] large = new float[frames * height * width];
        for (int t = 0; t < frames; t++) {
            double time = between(t, frames, layer.frames());
            int early = (int) time;
            int late = Math.min(layer.frames() - 1, early + 1);
            for (int y = 0; y < height; y++) {
                double row = between(y, height, layer.height());
                int above = (int) row;
                int below = Math.min(layer.height() - 1, above + 1);
                for (int x = 0; x < width; x++) {
                    double column = between(x, width, layer.width());
                    double first = bilinear(map, layer, early, above, below, row - above, column);
                    double second = bilinear(map, layer, late, above, below, row - above, column);
                    large[(t * height + y) * width + x] = (float) (first + (time - early) * (second - first));
                }
            }
        }
        return large;
    }

    /** The place in the small map, in its cells, above which the middle of a cell of the large one lies. */
    private static double between(int index, int large, int small) {
        return Math.max(0, Math.min(small - 1.0, (index + 0.5) * small / large - 0.5));
    }

    private static double bilinear(float[] map, Layer layer, int t, int above, int below, double down, double column) {
        int left = (int) column;
        int right = Math.min(layer.width() - 1, left + 1);
        double across = column - left;
        int top = (t * layer.height() + above) * layer.width();
        int bottom = (t * layer.height() + below) * layer.width();
        double upper = map[top + left] + across * (map[top + right] - map[top + left]);
        double lower = map[bottom + left] + across * (map[bottom + right] - map[bottom + left]);
        return upper + down * (lower - upper);
    }
}

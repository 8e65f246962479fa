package io.edgeopt.core.explain;

/** A map of few places as one of many: between the middles of places, linearly. */
public final class Upsampling {
    /** How many places a map has. */
    public record Grid(int frames, int height, int width) {}

    private Upsampling() {}

    /** {@code map}, whose values stand row after row, frame after frame, with as many places as {@code to}. */
    public static float[] of(float[] map, Grid from, Grid to) {
        int height = to.height();
        int width = to.width();
        float[] large = new float[to.frames() * height * width];
        for (int t = 0; t < to.frames(); t++) {
            double time = between(t, to.frames(), from.frames());
            int early = (int) time;
            int late = Math.min(from.frames() - 1, early + 1);
            for (int y = 0; y < height; y++) {
                double row = between(y, height, from.height());
                int above = (int) row;
                int below = Math.min(from.height() - 1, above + 1);
                for (int x = 0; x < width; x++) {
                    double column = between(x, width, from.width());
                    double first = bilinear(map, from, early, above, below, row - above, column);
                    double second = bilinear(map, from, late, above, below, row - above, column);
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

    private static double bilinear(float[] map, Grid from, int t, int above, int below, double down, double column) {
        int left = (int) column;
        int right = Math.min(from.width() - 1, left + 1);
        double across = column - left;
        int top = (t * from.height() + above) * from.width();
        int bottom = (t * from.height() + below) * from.width();
        double upper = map[top + left] + across * (map[top + right] - map[top + left]);
        double lower = map[bottom + left] + across * (map[bottom + right] - map[bottom + left]);
        return upper + down * (lower - upper);
    }
}

package io.edgeopt.reports;

import io.edgeopt.core.explain.Saliency;
import java.util.Arrays;

/**
 * A map as the eye can take it in: means over patches of a hundredth of its longer side, because single pixels are lost
 * where a picture is drawn small, from nothing to what the hottest two hundredth reach, because one pixel would leave
 * all others dark. Over a whole clip, so that a frame in which little speaks for the answer stays cold.
 */
final class DrawnHeat {
    private static final int PATCHES = 100;
    private static final int HOTTEST = 200;
    /** The hottest place is cut off at no less than this share of itself. */
    private static final float LEAST = 0.2f;

    private final int height;
    private final int width;
    private final float[] values;

    private DrawnHeat(int height, int width, float[] values) {
        this.height = height;
        this.width = width;
        this.values = values;
    }

    static DrawnHeat of(Saliency map) {
        float[] heat = map.heat();
        int reach = Math.max(map.height(), map.width()) / PATCHES;
        float[] means = new float[heat.length];
        for (int t = 0; t < map.frames(); t++) {
            smooth(heat, t * map.height() * map.width(), map.height(), map.width(), reach, means);
        }
        float[] sorted = means.clone();
        Arrays.sort(sorted);
        float highest = sorted[sorted.length - 1];
        float most = Math.max(LEAST * highest, sorted[sorted.length - 1 - sorted.length / HOTTEST]);
        for (int i = 0; i < means.length && highest > 0; i++) {
            means[i] = Math.min(1, means[i] / most);
        }
        return new DrawnHeat(map.height(), map.width(), means);
    }

    /** Means over squares that reach so far to each side, of what of them lies in the picture. */
    private static void smooth(float[] heat, int from, int height, int width, int reach, float[] means) {
        double[] sums = new double[(height + 1) * (width + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sums[(y + 1) * (width + 1) + x + 1] = heat[from + y * width + x]
                        + sums[y * (width + 1) + x + 1]
                        + sums[(y + 1) * (width + 1) + x]
                        - sums[y * (width + 1) + x];
            }
        }
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - reach) * (width + 1);
            int bottom = Math.min(height, y + reach + 1) * (width + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - reach);
                int right = Math.min(width, x + reach + 1);
                double sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
                int places = (bottom - top) / (width + 1) * (right - left);
                means[from + y * width + x] = (float) Math.max(0, sum / places);
            }
        }
    }

    /** Whether no place speaks for the answer more than others. */
    boolean isCold() {
        for (float value : values) {
            if (value > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether that is a place of the map, in its pixels. */
    boolean covers(double x, double y) {
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    /** Between the middles of the map's places, linearly. */
    double at(int frame, double x, double y) {
        double column = Math.max(0, Math.min(width - 1.0, x - 0.5));
        double row = Math.max(0, Math.min(height - 1.0, y - 0.5));
        int left = (int) column;
        int right = Math.min(width - 1, left + 1);
        int above = (frame * height + (int) row) * width;
        int below = (frame * height + Math.min(height - 1, (int) row + 1)) * width;
        double upper = values[above + left] + (column - left) * (values[above + right] - values[above + left]);
        double lower = values[below + left] + (column - left) * (values[below + right] - values[below + left]);
        return upper + (row - (int) row) * (lower - upper);
    }
}

package io.edgeopt.autograd.loss;

import java.util.List;

/** The cells of all grids, one grid behind the other, row by row: their middles and their widths in pixels. */
final class CellGrid {
    private final float[] x;
    private final float[] y;
    private final int[] stride;
    private final int[] counts;

    CellGrid(List<Integer> strides, int width, int height) {
        counts = new int[strides.size()];
        int total = 0;
        for (int level = 0; level < counts.length; level++) {
            counts[level] = across(width, strides.get(level)) * across(height, strides.get(level));
            total += counts[level];
        }
        x = new float[total];
        y = new float[total];
        stride = new int[total];
        int cell = 0;
        for (int level = 0; level < counts.length; level++) {
            int step = strides.get(level);
            int columns = across(width, step);
            for (int i = 0; i < counts[level]; i++) {
                x[cell] = (i % columns + 0.5f) * step;
                int row = i / columns;
                y[cell] = (row + 0.5f) * step;
                stride[cell++] = step;
            }
        }
    }

    private static int across(int pixels, int stride) {
        return (pixels + stride - 1) / stride;
    }

    int count() {
        return x.length;
    }

    /** How many cells a grid has. */
    int count(int level) {
        return counts[level];
    }

    float x(int cell) {
        return x[cell];
    }

    float y(int cell) {
        return y[cell];
    }

    int stride(int cell) {
        return stride[cell];
    }
}

package io.edgeopt.core.image;

import org.jspecify.annotations.Nullable;

/** OpenCV's {@code INTER_LINEAR} for eight bits: four neighbours, whatever the scale. */
final class OpenCvBilinear implements Resampler {
    private static final int NONE = -1;

    private @Nullable OpenCvAxis across;
    private @Nullable OpenCvAxis down;
    private int[] upper = new int[0];
    private int[] lower = new int[0];
    private int upperRow = NONE;
    private int lowerRow = NONE;

    @Override
    public void resample(Image source, Window window, byte[] out) {
        OpenCvAxis columns = across(source.width(), window);
        OpenCvAxis lines = down(source.height(), window);
        if (columns.isHalf() && lines.isHalf()) {
            halve(source, window, out);
            return;
        }
        int stride = 3 * window.width();
        if (upper.length < stride) {
            upper = new int[stride];
            lower = new int[stride];
        }
        upperRow = NONE;
        lowerRow = NONE;
        for (int y = 0; y < window.height(); y++) {
            fetch(source, lines.low(y), lines.high(y), columns, window.width());
            mix(lines.lowWeight(y), lines.highWeight(y), stride, out, y * stride);
        }
    }

    /** Twice smaller both ways is where OpenCV itself takes the mean of four. */
    private static void halve(Image source, Window window, byte[] out) {
        byte[] from = source.rgb();
        int stride = 3 * source.width();
        for (int y = 0, target = 0; y < window.height(); y++) {
            int at = 2 * (window.top() + y) * stride + 6 * window.left();
            for (int x = 0; x < window.width(); x++, at += 6) {
                for (int c = at; c < at + 3; c++) {
                    int sum = (from[c] & 0xFF)
                            + (from[c + 3] & 0xFF)
                            + (from[c + stride] & 0xFF)
                            + (from[c + stride + 3] & 0xFF);
                    out[target++] = (byte) ((sum + 2) >> 2);
                }
            }
        }
    }

    /** Brings the two rows into memory, resized along the row; a row that is there already is kept. */
    private void fetch(Image source, int low, int high, OpenCvAxis columns, int width) {
        if (low != upperRow) {
            if (low == lowerRow) {
                swap();
            } else {
                stretch(source, low, columns, width, upper);
                upperRow = low;
            }
        }
        if (high != lowerRow) {
            stretch(source, high, columns, width, lower);
            lowerRow = high;
        }
    }

    private void swap() {
        int[] row = upper;
        upper = lower;
        lower = row;
        upperRow = lowerRow;
        lowerRow = NONE;
    }

    private static void stretch(Image source, int row, OpenCvAxis columns, int width, int[] to) {
        byte[] from = source.rgb();
        int rowAt = 3 * row * source.width();
        for (int x = 0, target = 0; x < width; x++, target += 3) {
            int low = rowAt + 3 * columns.low(x);
            int high = rowAt + 3 * columns.high(x);
            int lowWeight = columns.lowWeight(x);
            int highWeight = columns.highWeight(x);
            to[target] = (from[low] & 0xFF) * lowWeight + (from[high] & 0xFF) * highWeight;
            to[target + 1] = (from[low + 1] & 0xFF) * lowWeight + (from[high + 1] & 0xFF) * highWeight;
            to[target + 2] = (from[low + 2] & 0xFF) * lowWeight + (from[high + 2] & 0xFF) * highWeight;
        }
    }

    /** The shifts are OpenCV's: they lose bits early so that its vector units can do without 32-bit products. */
    private void mix(int upperWeight, int lowerWeight, int stride, byte[] out, int at) {
        int[] first = upper;
        int[] second = lower;
        for (int i = 0; i < stride; i++) {
            int sum = ((upperWeight * (first[i] >> 4)) >> 16) + ((lowerWeight * (second[i] >> 4)) >> 16);
            out[at + i] = (byte) ((sum + 2) >> 2);
        }
    }

    private OpenCvAxis across(int width, Window window) {
        OpenCvAxis axis = across;
        if (axis == null || !axis.fits(width, window.scaledWidth(), window.left(), window.width())) {
            axis = OpenCvAxis.of(width, window.scaledWidth(), window.left(), window.width());
            across = axis;
        }
        return axis;
    }

    private OpenCvAxis down(int height, Window window) {
        OpenCvAxis axis = down;
        if (axis == null || !axis.fits(height, window.scaledHeight(), window.top(), window.height())) {
            axis = OpenCvAxis.of(height, window.scaledHeight(), window.top(), window.height());
            down = axis;
        }
        return axis;
    }
}

package io.edgeopt.core.image;

import org.jspecify.annotations.Nullable;

/**
 * Pillow's bilinear: first along rows, then along columns, rounded to eight bits in between. Only the rows and columns
 * that the window needs are computed; they are the same as those of the whole picture.
 */
final class PillowBilinear implements Resampler {
    private @Nullable PillowAxis across;
    private @Nullable PillowAxis down;
    private byte[] rows = new byte[0];
    private int[] sums = new int[0];

    @Override
    public void resample(Image source, Window window, byte[] out) {
        PillowAxis columns = across(source.width(), window);
        PillowAxis lines = down(source.height(), window);
        int firstRow = lines.first(0);
        int rowCount = lines.end(window.height() - 1) - firstRow;
        int stride = 3 * window.width();
        if (lines.isIdentity()) {
            shrinkRows(source, window.top(), window.height(), columns, window, out);
            return;
        }
        if (rows.length < rowCount * stride) {
            rows = new byte[rowCount * stride];
        }
        if (sums.length < stride) {
            sums = new int[stride];
        }
        shrinkRows(source, firstRow, rowCount, columns, window, rows);
        for (int y = 0; y < window.height(); y++) {
            mixRows(lines, y, firstRow, stride, out);
        }
    }

    private static void shrinkRows(
            Image source, int firstRow, int rowCount, PillowAxis columns, Window window, byte[] to) {
        int stride = 3 * window.width();
        for (int y = 0; y < rowCount; y++) {
            int rowAt = 3 * (firstRow + y) * source.width();
            if (columns.isIdentity()) {
                System.arraycopy(source.rgb(), rowAt + 3 * window.left(), to, y * stride, stride);
            } else {
                shrinkRow(source.rgb(), rowAt, columns, window.width(), to, y * stride);
            }
        }
    }

    private static void shrinkRow(byte[] from, int rowAt, PillowAxis columns, int width, byte[] to, int at) {
        int[] weights = columns.weights();
        for (int x = 0, target = at; x < width; x++, target += 3) {
            int red = PillowAxis.HALF;
            int green = PillowAxis.HALF;
            int blue = PillowAxis.HALF;
            int weightAt = columns.weightsAt(x);
            int weightEnd = weightAt + columns.used(x);
            for (int i = rowAt + 3 * columns.first(x); weightAt < weightEnd; weightAt++, i += 3) {
                int weight = weights[weightAt];
                red += (from[i] & 0xFF) * weight;
                green += (from[i + 1] & 0xFF) * weight;
                blue += (from[i + 2] & 0xFF) * weight;
            }
            to[target] = PillowAxis.clip(red);
            to[target + 1] = PillowAxis.clip(green);
            to[target + 2] = PillowAxis.clip(blue);
        }
    }

    /** One line of the result; sums run along whole rows, which the compiler can do several at a time. */
    private void mixRows(PillowAxis lines, int y, int firstRow, int stride, byte[] out) {
        int[] weights = lines.weights();
        int used = lines.used(y);
        for (int k = 0; k < used; k++) {
            int rowAt = (lines.first(y) + k - firstRow) * stride;
            int weight = weights[lines.weightsAt(y) + k];
            int begin = k == 0 ? PillowAxis.HALF : 0;
            for (int i = 0; i < stride; i++) {
                int sum = k == 0 ? begin : sums[i];
                sums[i] = sum + (rows[rowAt + i] & 0xFF) * weight;
            }
        }
        int at = y * stride;
        for (int i = 0; i < stride; i++) {
            out[at + i] = PillowAxis.clip(sums[i]);
        }
    }

    private PillowAxis across(int width, Window window) {
        PillowAxis axis = across;
        if (axis == null || !axis.fits(width, window.scaledWidth(), window.left(), window.width())) {
            axis = PillowAxis.of(width, window.scaledWidth(), window.left(), window.width());
            across = axis;
        }
        return axis;
    }

    private PillowAxis down(int height, Window window) {
        PillowAxis axis = down;
        if (axis == null || !axis.fits(height, window.scaledHeight(), window.top(), window.height())) {
            axis = PillowAxis.of(height, window.scaledHeight(), window.top(), window.height());
            down = axis;
        }
        return axis;
    }
}

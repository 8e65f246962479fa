package io.edgeopt.core.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pillow's bilinear: first along rows, then along columns, rounded to eight bits in between. Only the rows and columns
 * that the window needs are computed; they are the same as those of the whole picture.
 */
final class PillowBilinear implements Resampler {
    private @Nullable PillowAxis across;
    private @Nullable PillowAxis down;
    // Bytes as ints, because that is what the compiler can multiply several at a time.
    private int[] rows = new int[0];
    private int[] sums = new int[0];

    @Override
    public void resample(Image source, Window window, byte[] out) {
        PillowAxis columns = across(source.width(), window);
        PillowAxis lines = down(source.height(), window);
        int firstRow = lines.first(0);
        int rowCount = lines.end(window.height() - 1) - firstRow;
        int stride = 3 * window.width();
        if (rows.length < rowCount * stride) {
            rows = new int[rowCount * stride];
        }
        if (sums.length < stride) {
            sums = new int[stride];
        }
        for (int y = 0; y < rowCount; y++) {
            shrinkRow(source.rgb(), 3 * (firstRow + y) * source.width(), columns, window.width(), rows, y * stride);
        }
        for (int y = 0; y < window.height(); y++) {
            mixRows(lines, y, firstRow, stride, out);
        }
    }

    private static void shrinkRow(byte[] from, int rowAt, PillowAxis columns, int width, int[] to, int at) {
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

    private void mixRows(PillowAxis lines, int y, int firstRow, int stride, byte[] out) {
        int[] weights = lines.weights();
        int rowAt = (lines.first(y) - firstRow) * stride;
        Arrays.fill(sums, 0, stride, PillowAxis.HALF);
        for (int k = 0; k < lines.used(y); k++) {
            add(rows, rowAt + k * stride, weights[lines.weightsAt(y) + k], sums, stride);
        }
        int at = y * stride;
        for (int i = 0; i < stride; i++) {
            out[at + i] = (byte) PillowAxis.clip(sums[i]);
        }
    }

    private static void add(int[] row, int at, int weight, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += row[at + i] * weight;
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

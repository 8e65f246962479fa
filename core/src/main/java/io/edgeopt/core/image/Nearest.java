package io.edgeopt.core.image;

/** The source pixel under the centre of each target pixel, as Pillow's {@code NEAREST} finds it: step by step. */
final class Nearest implements Resampler {
    private int[] columns = new int[0];

    @Override
    public void resample(Image source, Window window, byte[] out) {
        if (columns.length < window.width()) {
            columns = new int[window.width()];
        }
        double step = (double) source.width() / window.scaledWidth();
        double place = step * 0.5;
        for (int x = 0; x < window.left() + window.width(); x++, place += step) {
            if (x >= window.left()) {
                columns[x - window.left()] = 3 * Math.min(source.width() - 1, (int) place);
            }
        }
        step = (double) source.height() / window.scaledHeight();
        place = step * 0.5;
        for (int y = 0; y < window.top() + window.height(); y++, place += step) {
            if (y >= window.top()) {
                int row = 3 * source.width() * Math.min(source.height() - 1, (int) place);
                copyRow(source.rgb(), row, window.width(), out, 3 * (y - window.top()) * window.width());
            }
        }
    }

    private void copyRow(byte[] from, int row, int width, byte[] out, int at) {
        for (int x = 0, target = at; x < width; x++, target += 3) {
            int i = row + columns[x];
            out[target] = from[i];
            out[target + 1] = from[i + 1];
            out[target + 2] = from[i + 2];
        }
    }
}

package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Canvas;

/** A canvas made smaller, each pixel the mean of those it covers. */
final class Shrink {
    private Shrink() {}

    static Canvas to(Canvas canvas, int width, int height) {
        Canvas across = Canvas.of(width, canvas.height());
        lines(canvas.light(), across.light(), canvas.height(), canvas.width(), width, 3 * canvas.width(), 3 * width, 3);
        Canvas small = Canvas.of(width, height);
        lines(across.light(), small.light(), width, canvas.height(), height, 3, 3, 3 * width);
        return small;
    }

    private static void lines(
            float[] from, float[] to, int lines, int length, int shorter, int fromLine, int toLine, int step) {
        float scale = (float) length / shorter;
        for (int i = 0; i < shorter; i++) {
            float start = i * scale;
            float end = Math.min(length, start + scale);
            for (int j = (int) start; j < end; j++) {
                float share = (Math.min(j + 1, end) - Math.max(j, start)) / scale;
                for (int line = 0; line < lines; line++) {
                    for (int c = 0; c < 3; c++) {
                        to[line * toLine + i * step + c] += share * from[line * fromLine + j * step + c];
                    }
                }
            }
        }
    }
}

package io.edgeopt.datasets.make.fire;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Tone;

/**
 * How much of a picture is changed, as far as eyes can tell: in blocks of pixels, in what a screen shows of them, and by
 * more than noise changes them. That counts whatever the shot leaves in the dark, in glare or in its blur.
 */
final class Sight {
    private static final int BLOCK = 4;
    /** Of 255: nobody has the picture without it to compare with, so that it has to be more than can just be told apart. */
    private static final double NOTICED = 28;

    private Sight() {}

    /** Share of the blocks that the shot shows to be others. */
    static double changed(Canvas with, Canvas without, Shot shot) {
        Canvas one = shot.still(with);
        Canvas other = shot.still(without);
        int columns = with.width() / BLOCK;
        int rows = with.height() / BLOCK;
        int changed = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (differs(one, other, column * BLOCK, row * BLOCK, shot)) {
                    changed++;
                }
            }
        }
        return (double) changed / (columns * rows);
    }

    private static boolean differs(Canvas one, Canvas other, int left, int top, Shot shot) {
        for (int channel = 0; channel < 3; channel++) {
            float mine = mean(one, left, top, channel);
            float theirs = mean(other, left, top, channel);
            // A block's mean has a quarter of its pixels' noise; twice that is chance no more.
            float noise = (float) (2 * shot.noise(mine) / BLOCK);
            double allowed = NOTICED + Tone.byteOf(mine + noise) - Tone.byteOf(mine);
            if (Math.abs(Tone.byteOf(mine) - Tone.byteOf(theirs)) > allowed) {
                return true;
            }
        }
        return false;
    }

    private static float mean(Canvas canvas, int left, int top, int channel) {
        float[] light = canvas.light();
        float sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                sum += light[3 * (y * canvas.width() + x) + channel];
            }
        }
        return sum / (BLOCK * BLOCK);
    }
}

package io.edgeopt.datasets.make.fire;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Tone;

/**
 * What eyes can tell of something in a picture: in blocks of pixels, in what a screen shows of them, and by more than
 * noise changes them. That counts whatever the shot leaves in the dark, in glare or in its blur.
 */
final class Sight {
    private static final int BLOCK = 4;
    /** Of 255: nobody has the picture without it to compare with, so that it has to be more than can just be told apart. */
    private static final double NOTICED = 28;
    /** Of 255: a step between two places of one picture is told sooner than between two pictures. */
    private static final double STEP = 20;
    /** Blocks between two places whose step counts: finer is texture, coarser is light. */
    private static final int APART = 3;

    /** The channel that is nearest to how bright a place looks. */
    private static final int GREEN = 1;

    private final Shot shot;
    private final int columns;
    private final int rows;
    /** Means of the blocks, channel by channel, before noise. */
    private final float[] with;

    private final float[] without;

    private Sight(Canvas with, Canvas without, Shot shot) {
        this.shot = shot;
        this.columns = with.width() / BLOCK;
        this.rows = with.height() / BLOCK;
        this.with = blocks(shot.still(with));
        this.without = blocks(shot.still(without));
    }

    /** Of whatever makes one canvas of the other. */
    static Sight of(Canvas with, Canvas without, Shot shot) {
        return new Sight(with, without, shot);
    }

    /** Share of the blocks that the shot shows to be others. */
    double changed() {
        int changed = 0;
        for (int block = 0; block < columns * rows; block++) {
            if (differs(block)) {
                changed++;
            }
        }
        return (double) changed / (columns * rows);
    }

    /**
     * Share of the blocks at which there is a step, to the right or down, that was not there before. What changes much and
     * has no form, as haze that lies over all, cannot be told from other light or from fog.
     */
    double formed() {
        int formed = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int block = row * columns + column;
                boolean across = column + APART < columns && steps(block, block + APART);
                if (across || (row + APART < rows && steps(block, block + APART * columns))) {
                    formed++;
                }
            }
        }
        return (double) formed / (columns * rows);
    }

    private boolean steps(int one, int other) {
        return step(with, one, other) - step(without, one, other) > STEP + noiseOf(with[3 * one + GREEN]);
    }

    private static int step(float[] blocks, int one, int other) {
        return Math.abs(Tone.byteOf(blocks[3 * one + GREEN]) - Tone.byteOf(blocks[3 * other + GREEN]));
    }

    private boolean differs(int block) {
        for (int i = 3 * block; i < 3 * block + 3; i++) {
            if (Math.abs(Tone.byteOf(with[i]) - Tone.byteOf(without[i])) > NOTICED + noiseOf(with[i])) {
                return true;
            }
        }
        return false;
    }

    /** A block's mean has a quarter of its pixels' noise; twice that is chance no more. */
    private int noiseOf(float mean) {
        float noise = (float) (2 * shot.noise(mean) / BLOCK);
        return Tone.byteOf(mean + noise) - Tone.byteOf(mean);
    }

    private float[] blocks(Canvas canvas) {
        float[] light = canvas.light();
        float[] blocks = new float[3 * columns * rows];
        for (int y = 0; y < rows * BLOCK; y++) {
            for (int x = 0; x < columns * BLOCK; x++) {
                int block = 3 * (y / BLOCK * columns + x / BLOCK);
                int pixel = 3 * (y * canvas.width() + x);
                for (int channel = 0; channel < 3; channel++) {
                    blocks[block + channel] += light[pixel + channel] / (BLOCK * BLOCK);
                }
            }
        }
        return blocks;
    }
}

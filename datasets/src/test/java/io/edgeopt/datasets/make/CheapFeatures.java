package io.edgeopt.datasets.make;

import io.edgeopt.core.image.Image;

/** What can be told of a picture without looking at shapes. */
final class CheapFeatures {
    private static final int GRID = 8;
    private static final int DIRECTIONS = 8;

    private CheapFeatures() {}

    /** A histogram of 4 x 4 x 4 colours and a thumbnail of 8 x 8 pixels. */
    static float[] colours(Image image) {
        float[] features = new float[64 + 3 * GRID * GRID];
        int[] pixels = new int[GRID * GRID];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int r = image.at(x, y, 0);
                int g = image.at(x, y, 1);
                int b = image.at(x, y, 2);
                features[(r >> 6) * 16 + (g >> 6) * 4 + (b >> 6)] += 1;
                int cell = cell(image, x, y);
                pixels[cell]++;
                features[64 + 3 * cell] += r;
                features[64 + 3 * cell + 1] += g;
                features[64 + 3 * cell + 2] += b;
            }
        }
        for (int i = 0; i < 64; i++) {
            // The root: a few pixels of a rare colour tell as much as many of a common one.
            features[i] = (float) Math.sqrt(features[i] / ((double) image.width() * image.height()));
        }
        for (int i = 0; i < pixels.length; i++) {
            for (int c = 0; c < 3; c++) {
                features[64 + 3 * i + c] /= 255f * pixels[i];
            }
        }
        return features;
    }

    /** The same and, for each of 8 x 8 cells, how strong edges are in eight directions: what one frame shows of shapes. */
    static float[] shapes(Image image) {
        float[] colours = colours(image);
        float[] features = new float[colours.length + GRID * GRID * DIRECTIONS];
        System.arraycopy(colours, 0, features, 0, colours.length);
        for (int y = 1; y < image.height() - 1; y++) {
            for (int x = 1; x < image.width() - 1; x++) {
                double dx = image.at(x + 1, y, 1) - image.at(x - 1, y, 1);
                double dy = image.at(x, y + 1, 1) - image.at(x, y - 1, 1);
                double angle = Math.atan2(dy, dx) / Math.PI;
                int direction = (int) Math.min(DIRECTIONS - 1, (angle + 1) * DIRECTIONS / 2);
                features[colours.length + cell(image, x, y) * DIRECTIONS + direction] += (float) Math.hypot(dx, dy);
            }
        }
        for (int i = colours.length; i < features.length; i++) {
            features[i] = (float) Math.sqrt(features[i] / ((double) image.width() * image.height()));
        }
        return features;
    }

    private static int cell(Image image, int x, int y) {
        return y * GRID / image.height() * GRID + x * GRID / image.width();
    }
}

package io.edgeopt.datasets.likeness;

import io.edgeopt.core.image.Image;

/** One of equal parts that a picture is cut into. */
record Patch(Image image, int fromX, int toX, int fromY, int toY) {
    static Patch of(Image image, int column, int columns, int row, int rows) {
        int fromX = column * image.width() / columns;
        int fromY = row * image.height() / rows;
        return new Patch(
                image,
                fromX,
                Math.max(fromX + 1, (column + 1) * image.width() / columns),
                fromY,
                Math.max(fromY + 1, (row + 1) * image.height() / rows));
    }

    /** The mean brightness of its pixels, of 255. */
    double brightness() {
        long sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += 299L * image.at(x, y, 0) + 587L * image.at(x, y, 1) + 114L * image.at(x, y, 2);
            }
        }
        return sum / (1000.0 * (toX - fromX) * (toY - fromY));
    }
}

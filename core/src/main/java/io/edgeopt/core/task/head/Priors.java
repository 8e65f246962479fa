package io.edgeopt.core.task.head;

import java.util.ArrayList;
import java.util.List;

/**
 * The boxes that an SSD corrects: over the cells of each level row by row, over its sizes, over its ratios.
 *
 * @param levels the grids, in the network's order
 * @param centerVariance what corrections of the centre are multiplied by
 * @param sizeVariance what corrections of the size are multiplied by, before the exponential
 */
public record Priors(List<Level> levels, float centerVariance, float sizeVariance) {
    /**
     * One grid; a cell is {@code stride} pixels wide and the last one may hang over the edge.
     *
     * @param sizes sides of the boxes in pixels
     * @param ratios width over height, with the area kept
     */
    public record Level(int stride, List<Float> sizes, List<Float> ratios) {
        public Level {
            sizes = List.copyOf(sizes);
            ratios = List.copyOf(ratios);
        }
    }

    public Priors {
        levels = List.copyOf(levels);
    }

    /** Centre and size, as fractions of the input, four in a row for each prior. */
    public float[] over(int width, int height) {
        List<float[]> priors = new ArrayList<>();
        for (Level level : levels) {
            int columns = (width + level.stride() - 1) / level.stride();
            int rows = (height + level.stride() - 1) / level.stride();
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    float x = (column + 0.5f) * level.stride() / width;
                    float y = (row + 0.5f) * level.stride() / height;
                    for (float size : level.sizes()) {
                        for (float ratio : level.ratios()) {
                            float stretch = (float) Math.sqrt(ratio);
                            priors.add(new float[] {
                                Math.min(1, x), Math.min(1, y), size * stretch / width, size / stretch / height
                            });
                        }
                    }
                }
            }
        }
        float[] flat = new float[4 * priors.size()];
        for (int i = 0; i < priors.size(); i++) {
            System.arraycopy(priors.get(i), 0, flat, 4 * i, 4);
        }
        return flat;
    }
}

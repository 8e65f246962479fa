package io.edgeopt.xai.drift;

import io.edgeopt.core.explain.Saliency;

/** A map as it is drawn, made smaller by means over areas. */
final class SmallMap {
    private SmallMap() {}

    static float[] of(Saliency map, int height, int width) {
        float[] heat = map.heat();
        float[] small = new float[map.frames() * height * width];
        for (int t = 0; t < map.frames(); t++) {
            for (int y = 0; y < height; y++) {
                int top = y * map.height() / height;
                int bottom = Math.max(top + 1, (y + 1) * map.height() / height);
                for (int x = 0; x < width; x++) {
                    int left = x * map.width() / width;
                    int right = Math.max(left + 1, (x + 1) * map.width() / width);
                    double sum = 0;
                    for (int row = top; row < bottom; row++) {
                        for (int column = left; column < right; column++) {
                            sum += heat[(t * map.height() + row) * map.width() + column];
                        }
                    }
                    small[(t * height + y) * width + x] = (float) (sum / ((bottom - top) * (right - left)));
                }
            }
        }
        return small;
    }
}

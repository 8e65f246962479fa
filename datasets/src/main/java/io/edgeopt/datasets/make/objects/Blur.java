package io.edgeopt.datasets.make.objects;

import java.awt.Rectangle;

/** Moving means over a part of a plane of floats; beyond the part all is zero. */
final class Blur {
    private Blur() {}

    static void rows(float[] from, float[] to, int width, Rectangle area, int radius) {
        float scale = 1f / (2 * radius + 1);
        for (int y = area.y; y < area.y + area.height; y++) {
            int row = y * width + area.x;
            float sum = 0;
            for (int x = 0; x < Math.min(radius, area.width); x++) {
                sum += from[row + x];
            }
            for (int x = 0; x < area.width; x++) {
                if (x + radius < area.width) {
                    sum += from[row + x + radius];
                }
                to[row + x] = sum * scale;
                if (x - radius >= 0) {
                    sum -= from[row + x - radius];
                }
            }
        }
    }

    static void columns(float[] from, float[] to, int width, Rectangle area, int radius) {
        float scale = 1f / (2 * radius + 1);
        float[] sums = new float[area.width];
        for (int y = 0; y < Math.min(radius, area.height); y++) {
            int row = (area.y + y) * width + area.x;
            for (int x = 0; x < area.width; x++) {
                sums[x] += from[row + x];
            }
        }
        for (int y = 0; y < area.height; y++) {
            int row = (area.y + y) * width + area.x;
            int ahead = y + radius < area.height ? row + radius * width : -1;
            int behind = y - radius >= 0 ? row - radius * width : -1;
            for (int x = 0; x < area.width; x++) {
                if (ahead >= 0) {
                    sums[x] += from[ahead + x];
                }
                to[row + x] = sums[x] * scale;
                if (behind >= 0) {
                    sums[x] -= from[behind + x];
                }
            }
        }
    }
}

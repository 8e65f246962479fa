package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Noise;

/** Surfaces: seen from above, and as floors and walls of scenes. */
final class Ground {
    private Ground() {}

    /** A table or a floor from above, more or less at a slant. */
    static double above(Canvas canvas, Light light, Chance chance) {
        Texture texture = Texture.any(chance);
        double wide = chance.ratio(1.6, 5);
        double turn = chance.between(0, 2 * Math.PI);
        float cos = (float) (Math.cos(turn) * wide / canvas.width());
        float sin = (float) (Math.sin(turn) * wide / canvas.width());
        float slant = (float) chance.between(0, 0.9) / canvas.height();
        Shade shade = Shade.of(canvas, light, chance);
        float[] out = new float[3];
        for (int y = 0; y < canvas.height(); y++) {
            float far = 1 + slant * (canvas.height() - y);
            for (int x = 0; x < canvas.width(); x++) {
                float px = (x - canvas.width() / 2f) * far;
                float py = (y - canvas.height()) * far;
                texture.at(cos * px - sin * py, sin * px + cos * py, (float) wide / canvas.width() * far, out);
                shade.put(canvas, x, y, out);
            }
        }
        return Math.min(1.5, 3 / wide + 0.25);
    }

    /** A floor that runs from the lower edge to {@code horizon}, in pixels from the top. */
    static void floor(Canvas canvas, int horizon, double wide, Texture texture, Light light, Chance chance) {
        Shade shade = Shade.of(canvas, light, chance);
        float[] out = new float[3];
        float shift = (float) chance.between(-50, 50);
        double turn = chance.happens(0.5) ? 0 : chance.between(-0.8, 0.8);
        float cos = (float) Math.cos(turn);
        float sin = (float) Math.sin(turn);
        for (int y = Math.max(0, horizon); y < canvas.height(); y++) {
            float depth = (float) canvas.height() / (y - horizon + 6);
            float fine = (float) wide * depth / canvas.width();
            for (int x = 0; x < canvas.width(); x++) {
                float across = fine * (x - canvas.width() / 2f);
                float along = (float) wide * depth * 1.6f;
                texture.at(cos * across - sin * along + shift, sin * across + cos * along, fine, out);
                shade.put(canvas, x, y, out);
            }
        }
    }

    /** An upright surface in a part of the picture. */
    static void wall(
            Canvas canvas,
            int left,
            int top,
            int right,
            int bottom,
            double wide,
            Texture texture,
            Light light,
            Chance chance) {
        Shade shade = Shade.of(canvas, light, chance);
        float[] out = new float[3];
        float fine = (float) wide / canvas.width();
        float shift = (float) chance.between(-50, 50);
        for (int y = Math.max(0, top); y < Math.min(canvas.height(), bottom); y++) {
            for (int x = Math.max(0, left); x < Math.min(canvas.width(), right); x++) {
                texture.at(fine * x + shift, fine * y, fine, out);
                shade.put(canvas, x, y, out);
            }
        }
    }

    /** Light that falls off over a surface, and shadows of things outside the picture. */
    private record Shade(float middle, float alongX, float alongY, Noise noise, float depth, float pitch, Light light) {
        static Shade of(Canvas canvas, Light light, Chance chance) {
            double strength = chance.between(0, 0.5);
            return new Shade(
                    light.ambient() + light.direct() * light.z(),
                    (float) (light.x() * strength / canvas.width()),
                    (float) (light.y() * strength / canvas.height()),
                    Noise.of(chance.bits()),
                    (float) (chance.happens(0.3) ? chance.between(0.2, 0.6) : 0.06),
                    (float) chance.between(1.5, 5) / canvas.width(),
                    light);
        }

        void put(Canvas canvas, int x, int y, float[] colour) {
            float fall = 1 + alongX * (x - canvas.width() / 2f) + alongY * (y - canvas.height() / 2f);
            float cloud = depth > 0.1f ? smooth(noise.at(pitch * x, pitch * y)) * depth : 0;
            float f = middle * fall * (1 - cloud);
            int i = 3 * (y * canvas.width() + x);
            canvas.light()[i] = colour[0] * f * light.red();
            canvas.light()[i + 1] = colour[1] * f * light.green();
            canvas.light()[i + 2] = colour[2] * f * light.blue();
        }

        private static float smooth(float value) {
            float t = Math.max(0, Math.min(1, 3 * value + 0.5f));
            return t * t * (3 - 2 * t);
        }
    }
}

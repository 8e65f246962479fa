package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;

/** Streets and fields as grounds. */
final class Outdoors {
    private Outdoors() {}

    private static void sky(Canvas canvas, int until, Chance chance) {
        Noise noise = Noise.of(chance.ownSeed("sky"));
        float[] zenith =
                Tone.colour(chance.own("sky.hue", 0.52, 0.64), chance.between(0.1, 0.7), chance.between(0.45, 0.95));
        float[] haze = Tone.colour(chance.between(0.05, 0.6), chance.between(0, 0.2), chance.between(0.75, 1));
        float clouds = (float) chance.between(-0.5, 0.7);
        float pitch = (float) chance.between(2, 5) / canvas.width();
        for (int y = 0; y < until; y++) {
            float low = (float) y / Math.max(1, until);
            for (int x = 0; x < canvas.width(); x++) {
                float puff = noise.fractal(pitch * x, 2 * pitch * y, 3, 0.5f) + clouds;
                float white = Math.max(0, Math.min(1, 2 * puff));
                int i = 3 * (y * canvas.width() + x);
                for (int channel = 0; channel < 3; channel++) {
                    float blue = zenith[channel] + (haze[channel] - zenith[channel]) * low;
                    canvas.light()[i + channel] = blue + (0.85f - blue) * white * (0.6f + 0.4f * puff);
                }
            }
        }
    }

    static double street(Canvas canvas, Light light, Chance chance) {
        int horizon = (int) (canvas.height() * chance.between(0.2, 0.6));
        sky(canvas, horizon, chance);
        Layer layer = new Layer(canvas.width(), canvas.height());
        Pen pen = Indoors.pen(layer, canvas, light);
        double base = (double) horizon / canvas.width();
        for (double x = -0.1; x < 1.1; ) {
            double wide = chance.between(0.12, 0.45);
            house(pen, x, base, wide, base * chance.between(0.5, 1.2), chance);
            x += wide * chance.between(0.9, 1.2);
        }
        layer.paste(canvas);
        Texture road = switch (chance.below(4)) {
            case 0 -> Texture.bricks(chance);
            case 1 -> Texture.tiles(chance);
            default -> Texture.gravel(chance);
        };
        Ground.floor(canvas, horizon, chance.between(2, 5), road, light, chance);
        layer.clear();
        if (chance.happens(0.6)) {
            Material line = Material.plastic(Paint.grey(0.95), chance).dull().grained(Grain.WORN);
            double end = (double) canvas.height() / canvas.width();
            double lean = chance.between(-0.4, 0.4);
            for (int i = 0; i < 4; i++) {
                double near = base + (end - base) * (0.1 + 0.3 * i * i / 4.0);
                double far = near + (end - base) * (0.05 + 0.06 * i);
                pen.part(
                        Outline.taper(
                                0.5 + lean * (near - base),
                                near,
                                0.01 * (1 + 2 * i),
                                0.5 + lean * (far - base),
                                far,
                                0.01 * (1.4 + 2.2 * i)),
                        line,
                        0.002);
            }
        }
        for (int i = chance.below(3); i > 0; i--) {
            vehicle(pen, chance.between(0, 1), base + 0.06, chance.between(0.12, 0.3), chance);
        }
        if (chance.happens(0.5)) {
            Material pole = Material.metal(Paint.silver(chance), chance).times(0.4);
            double x = chance.between(0, 1);
            pen.part(Outline.line(0.014, x, base + 0.15, x, -0.05), pole, 0.006);
        }
        layer.paste(canvas);
        return 0.65;
    }

    private static void house(Pen pen, double x, double base, double wide, double high, Chance chance) {
        Material wall = Material.cloth(Paint.any("house", chance), chance).grained(Grain.WORN);
        pen.part(Outline.box(x + wide / 2, base - high / 2, wide, high, 0), wall, 0.006);
        int columns = Math.max(1, (int) (wide / chance.between(0.05, 0.09)));
        int rows = Math.max(1, (int) (high / chance.between(0.06, 0.1)));
        Material pane = Material.glass(Paint.grey(chance.between(0.08, 0.5)), 1, chance);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double cx = x + wide * (column + 0.5) / columns;
                double cy = base - high * (row + 0.5) / rows;
                Material one = chance.happens(0.2) ? pane.times(chance.between(1.5, 5)) : pane;
                pen.part(Outline.box(cx, cy, 0.5 * wide / columns, 0.55 * high / rows, 0), one, 0.004);
            }
        }
    }

    private static void vehicle(Pen pen, double x, double foot, double wide, Chance chance) {
        Material paint = Material.metal(Paint.any("car", chance), chance);
        Material dark = Material.plastic(Paint.grey(0.1), chance);
        pen.part(
                Outline.smooth(
                        x - 0.32 * wide,
                        foot - 0.26 * wide,
                        x - 0.2 * wide,
                        foot - 0.42 * wide,
                        x + 0.2 * wide,
                        foot - 0.42 * wide,
                        x + 0.34 * wide,
                        foot - 0.26 * wide),
                dark.times(2),
                0.02);
        pen.part(Outline.box(x, foot - 0.19 * wide, wide, 0.2 * wide, 0.06 * wide), paint, 0.02);
        for (int side = -1; side <= 1; side += 2) {
            pen.part(Outline.oval(x + side * 0.3 * wide, foot - 0.09 * wide, 0.09 * wide, 0.09 * wide), dark, 0.01);
        }
    }

    static double field(Canvas canvas, Light light, Chance chance) {
        int horizon = (int) (canvas.height() * chance.between(0.15, 0.85));
        sky(canvas, horizon, chance);
        Texture hills = Texture.grass(chance);
        Noise noise = Noise.of(chance.ownSeed("hills"));
        Layer layer = new Layer(canvas.width(), canvas.height());
        Pen pen = Indoors.pen(layer, canvas, light);
        double base = (double) horizon / canvas.width();
        Material wood = Material.cloth(
                        Tone.colour(
                                chance.own("trees", 0.15, 0.4), chance.between(0.2, 0.6), chance.between(0.15, 0.45)),
                        chance)
                .grained(Grain.BARK);
        boolean near = chance.happens(0.5);
        for (double x = -0.05; x < 1.05; x += near ? 0.04 : 0.02) {
            double high = (near ? 0.12 : 0.035) * (1.1 + noise.at((float) (6 * x), 0.5f));
            if (high > 0.02) {
                pen.part(
                        Outline.oval(x, base - 0.4 * high, near ? 0.05 : 0.02, high),
                        wood.times(chance.between(0.8, 1.2)),
                        0.02);
            }
        }
        layer.paste(canvas);
        Texture ground = switch (chance.below(4)) {
            case 0 -> Texture.gravel(chance);
            default -> hills;
        };
        Ground.floor(canvas, horizon, chance.between(2, 6), ground, light, chance);
        return 0.65;
    }
}

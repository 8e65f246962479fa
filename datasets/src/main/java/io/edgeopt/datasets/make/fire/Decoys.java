package io.edgeopt.datasets.make.fire;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Forms;
import io.edgeopt.datasets.make.scene.Place;
import io.edgeopt.datasets.make.scene.Place.Spot;
import io.edgeopt.datasets.make.scene.Surface;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** What is taken for fire or smoke and is not: the same colours and the same places, another shape. */
final class Decoys {
    private final Place place;
    private final Canvas canvas;
    private final Chance chance;

    Decoys(Place place, Chance chance) {
        this.place = place;
        this.canvas = place.canvas();
        this.chance = chance;
    }

    /** Something warm that is lit as all else: to be drawn before the place shines. */
    void warmThing() {
        double x = chance.between(0.05, 0.95) * canvas.width();
        double y = place.spot(chance).y();
        double size = canvas.height() * chance.ratio(0.1, 0.6);
        if (chance.happens(0.25)) {
            // From above: a branch, a curtain, something on a shelf.
            y = size * chance.between(0.3, 1);
        }
        switch (chance.below(5)) {
            case 0, 1 -> foliage(x, y, size);
            case 2 -> cloth(x, y, size);
            case 3 -> goods(x, y, size);
            default -> {
                Spot spot = new Spot(x, y, Math.max(6, size / 1.8));
                vest(spot);
            }
        }
    }

    /** A warm colour, as a painter would mix it; divided by dim light, so that it is as strong as a flame's. */
    private float[] warm() {
        float[] colour =
                Tone.colour(chance.own("decoy warm", 0.97, 1.15) % 1, chance.between(0.6, 1), chance.between(0.7, 1));
        double lift = chance.ratio(1, 4) * Math.min(4, 0.5 / Math.max(0.12, place.ambient()[1]));
        for (int i = 0; i < 3; i++) {
            colour[i] *= (float) Math.max(1, lift);
        }
        return colour;
    }

    private void foliage(double x, double y, double size) {
        float[] bright = warm();
        float[] dark = {bright[0] * 0.12f, bright[1] * 0.08f, bright[2] * 0.1f};
        Ink leaves = Surface.leaves(
                chance, "decoy leaves", dark, bright, Math.max(1.5, size * chance.ratio(0.03, 0.16)), 0.7);
        int lumps = chance.whole(1, 5);
        for (int i = 0; i < lumps; i++) {
            canvas.fill(
                    Forms.ellipse(
                            x + chance.normal() * size * 0.4,
                            y - size * chance.between(0.2, 0.7),
                            size * chance.between(0.25, 0.6),
                            size * chance.between(0.25, 0.6)),
                    leaves);
        }
    }

    private void cloth(double x, double y, double size) {
        Ink folds = Surface.grained(chance, "decoy cloth", warm(), Math.max(2, size * 0.06), 0.55, chance.happens(0.7));
        Path2D shape = new Path2D.Double();
        double w = size * chance.between(0.3, 0.7);
        shape.moveTo(x - w, y);
        shape.curveTo(x - w * 0.7, y - size * 0.5, x - w, y - size, x - w * chance.between(0.1, 0.9), y - size);
        shape.lineTo(x + w * chance.between(0.1, 0.9), y - size * chance.between(0.8, 1));
        shape.curveTo(x + w, y - size * 0.6, x + w * 0.7, y - size * 0.4, x + w, y);
        shape.closePath();
        canvas.fill(shape, Surface.lit(folds, y - size, y, chance.between(-0.6, 0.8)));
    }

    private void goods(double x, double y, double size) {
        int count = chance.whole(2, 9);
        for (int i = 0; i < count; i++) {
            double w = size * chance.between(0.1, 0.35);
            double h = size * chance.between(0.15, 0.5);
            double gx = x + chance.normal() * size * 0.4;
            double gy = y - chance.between(0, 0.5) * size;
            Shape shape = chance.happens(0.5)
                    ? Forms.rounded(gx - w / 2, gy - h, w, h, w * 0.2)
                    : Forms.ellipse(gx, gy - h / 2, w / 2, h / 2);
            canvas.fill(shape, Surface.lit(Surface.blotched(chance, "decoy goods", warm(), w, 0.3), gy - h, gy, 1.1));
        }
    }

    private void vest(Spot spot) {
        double h = spot.metre() * 1.75;
        double x = spot.x();
        float[] colour = warm();
        Ink ink = Surface.lit(Surface.blotched(chance, "vest", colour, h * 0.1, 0.25), spot.y() - h, spot.y(), 0.5);
        for (int side = -1; side <= 1; side += 2) {
            canvas.fill(
                    Forms.limb(
                            x + side * h * 0.04,
                            spot.y() - h * 0.45,
                            x + side * h * 0.06,
                            spot.y(),
                            h * 0.05,
                            h * 0.035),
                    Ink.plain(0.05f, 0.05f, 0.09f));
            canvas.fill(
                    Forms.limb(
                            x + side * h * 0.11,
                            spot.y() - h * 0.8,
                            x + side * h * 0.16,
                            spot.y() - h * 0.5,
                            h * 0.035,
                            h * 0.02),
                    ink);
        }
        canvas.fill(Forms.rounded(x - h * 0.12, spot.y() - h * 0.83, h * 0.24, h * 0.4, h * 0.04), ink);
        canvas.fill(Forms.box(x - h * 0.12, spot.y() - h * 0.62, h * 0.24, h * 0.03), Ink.plain(0.8f, 0.8f, 0.75f));
        canvas.fill(Forms.ellipse(x, spot.y() - h * 0.91, h * 0.05, h * 0.065), Ink.plain(0.45f, 0.28f, 0.2f));
    }

    /** Something warm that shines by itself, as bright as a flame: to be drawn after the place shines. */
    void warmLight() {
        float[] light = Flames.light(chance);
        double x = chance.between(0.05, 0.95) * canvas.width();
        double y = chance.between(0.05, 0.95) * canvas.height();
        double size = canvas.height() * chance.ratio(0.06, 0.5);
        double power = chance.ratio(0.6, 2.4);
        place.lighten(x, y, size * chance.between(0.8, 1.8), light, 0.5 * power);
        switch (chance.below(5)) {
            case 0 -> lampShade(x, y, size, light, power);
            case 1 -> neon(x, y, size, light, power);
            case 2 -> bokeh(x, y, size, light, power);
            case 3 -> glare(x, y, size, light, power);
            default -> reflection(x, y, size, light, power);
        }
    }

    /** Light that is strong in the middle and falls off smoothly: the same steps of colour as a flame, no tongues. */
    private static Ink fading(float[] light, double x, double y, double across, double down, double power) {
        return (px, py, out) -> {
            double dx = (px - x) / across;
            double dy = (py - y) / down;
            double heat = Math.max(0, 1.15 - Math.sqrt(dx * dx + dy * dy));
            double glow = heat * heat * power * 2.5;
            float hot = (float) (heat * heat * 0.3);
            for (int c = 0; c < 3; c++) {
                out[c] = (float) glow * (light[c] + (1 - light[c]) * hot);
            }
        };
    }

    private void lampShade(double x, double y, double size, float[] light, double power) {
        double top = size * chance.between(0.2, 0.5);
        canvas.fill(
                Forms.polygon(
                        x - size * 0.5,
                        y + size * 0.3,
                        x + size * 0.5,
                        y + size * 0.3,
                        x + top,
                        y - size * 0.4,
                        x - top,
                        y - size * 0.4),
                fading(light, x, y, size * 0.7, size * 0.6, power));
        place.halo(x, y, size * 0.3, light, 0.2 * power);
    }

    private void neon(double x, double y, double size, float[] light, double power) {
        int strokes = chance.whole(1, 6);
        double thick = Math.max(0.8, size * chance.between(0.015, 0.06));
        double px = x - size * 0.5;
        double py = y;
        Ink ink = Ink.plain(
                (float) power * 2 * light[0] + 0.4f,
                (float) power * 2 * light[1] + 0.3f,
                (float) power * 2 * light[2] + 0.2f);
        for (int i = 0; i < strokes; i++) {
            double nx = px + size * chance.between(-0.3, 0.6);
            double ny = y + size * chance.between(-0.4, 0.4);
            canvas.fill(Forms.limb(px, py, nx, ny, thick, thick), ink);
            place.halo((px + nx) / 2, (py + ny) / 2, size * 0.2, light, 0.25 * power);
            px = nx;
            py = ny;
        }
    }

    private void bokeh(double x, double y, double size, float[] light, double power) {
        int discs = chance.whole(3, 16);
        for (int i = 0; i < discs; i++) {
            double radius = size * chance.ratio(0.08, 0.25);
            double dx = x + chance.normal() * size * 0.7;
            double dy = y + chance.normal() * size * 0.5;
            float v = (float) (power * chance.ratio(0.3, 1.6));
            canvas.fill(
                    Forms.ellipse(dx, dy, radius, radius),
                    Ink.sheer(v * light[0], v * light[1], v * light[2], (float) chance.between(0.4, 0.95)));
        }
    }

    private void glare(double x, double y, double size, float[] light, double power) {
        canvas.fill(
                Forms.ellipse(x, y, size * 0.35, size * 0.35), fading(light, x, y, size * 0.4, size * 0.4, power * 2));
        place.halo(x, y, size * 0.3, light, 0.7 * power);
    }

    /** Low sun or a lamp on water, on a wet road, on polished floor: short level streaks. */
    private void reflection(double x, double y, double size, float[] light, double power) {
        Noise ripple = Noise.of(chance.ownSeed("reflection"));
        int top = (int) Math.max(0, y - size * 0.7);
        int bottom = (int) Math.min(canvas.height() - 1, y + size * 0.7);
        float fine = (float) (1 / Math.max(1.2, size * 0.03));
        for (int row = top; row <= bottom; row++) {
            double half = size * (0.12 + 0.3 * (row - top) / Math.max(1, bottom - top));
            for (int column = (int) Math.max(0, x - half * 2);
                    column < Math.min(canvas.width(), x + half * 2);
                    column++) {
                double near = 1 - Math.abs(column - x) / (half * 2);
                double heat = near * 1.2 + 0.7 * ripple.fractal(column * fine * 0.15f, row * fine, 2, 0.6f) - 0.5;
                if (heat > 0) {
                    float glow = (float) (heat * heat * power * 2.5);
                    canvas.add(column, row, glow * light[0], glow * light[1], glow * light[2]);
                }
            }
        }
    }

    /** All in the light of warm lamps, of a stage, of a low sun: whole rooms are as red or orange as a fire. */
    void colouredLight() {
        float[] colour = Flames.light(chance);
        float strength = (float) chance.between(0.4, 1);
        float gain = (float) chance.ratio(1, 2.5);
        float[] factors = new float[3];
        for (int i = 0; i < 3; i++) {
            factors[i] = gain * (1 - strength + strength * colour[i]);
        }
        place.relight(factors[0], factors[1], factors[2]);
    }

    /** Nearly all in the dark, and something that shines in it. */
    void night() {
        float share = (float) chance.ratio(0.005, 0.1);
        place.relight(share, share, share);
        warmLight();
    }

    /** Something pale that is lit as all else. */
    void paleThing() {
        double x = chance.between(0.05, 0.95) * canvas.width();
        double y = place.spot(chance).y();
        double size = canvas.height() * chance.ratio(0.15, 0.8);
        int what = chance.below(3);
        // Leaves are never as grey as walls and sheets are: grey clumps are smoke to every eye.
        double saturation = what == 0 ? chance.between(0.2, 0.5) : chance.between(0, 0.12);
        float[] pale = Tone.colour(chance.own("pale", 0, 1), saturation, chance.between(0.3, 1));
        switch (what) {
            case 0 -> {
                Ink leaves = Surface.leaves(
                        chance,
                        "pale leaves",
                        new float[] {pale[0] * 0.4f, pale[1] * 0.4f, pale[2] * 0.4f},
                        pale,
                        Math.max(1.5, size * chance.ratio(0.03, 0.12)),
                        0.7);
                for (int i = 0; i < chance.whole(1, 4); i++) {
                    canvas.fill(
                            Forms.ellipse(x + chance.normal() * size * 0.3, y - size * 0.5, size * 0.4, size * 0.45),
                            leaves);
                }
            }
            case 1 ->
                canvas.fill(
                        Forms.box(x - size * 0.4, y - size, size * 0.8, size),
                        Surface.grained(chance, "sheet", pale, Math.max(2, size * 0.08), 0.35, true));
            default ->
                canvas.fill(
                        Forms.rounded(x - size * 0.5, y - size * 0.6, size, size * 0.6, size * 0.1),
                        Surface.lit(Surface.blotched(chance, "pale thing", pale, size * 0.3, 0.3), y - size, y, 0.7));
        }
    }

    /** Fog: it has no source and no billows, it only grows with distance, or lies as a level layer. */
    void fog() {
        float[] ambient = place.ambient();
        double value = chance.ratio(0.35, 1.1);
        double tint = chance.normal() * 0.05;
        float[] colour = {
            (float) (value * ambient[0] * (1 + tint)),
            (float) (value * ambient[1]),
            (float) (value * ambient[2] * (1 - tint))
        };
        Noise drift = Noise.of(chance.ownSeed("fog"));
        double depth = chance.ratio(0.3, 2.5);
        double level = place.horizon() + canvas.height() * chance.between(-0.1, 0.25);
        boolean layer = !place.kind().indoors() && chance.happens(0.5);
        double thick = canvas.height() * chance.between(0.06, 0.35);
        float wide = (float) (1.0 / canvas.width() / chance.between(0.4, 1));
        float[] pixels = canvas.light();
        for (int row = 0; row < canvas.height(); row++) {
            double d = layer
                    ? Math.exp(-(row - level) * (row - level) / (thick * thick))
                    : row < place.horizon() ? 1 : 1 / (1 + (row - place.horizon()) / (canvas.height() * 0.12));
            for (int column = 0; column < canvas.width(); column++) {
                double there = d * (1 + 0.35 * drift.at(column * wide * 2, row * wide * 9));
                float cover = (float) (1 - Math.exp(-depth * Math.max(0, there)));
                int i = 3 * (row * canvas.width() + column);
                for (int c = 0; c < 3; c++) {
                    pixels[i + c] += (colour[c] - pixels[i + c]) * cover;
                }
            }
        }
    }
}

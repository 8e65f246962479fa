package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Place.Spot;
import java.awt.geom.Path2D;

/** Trunks, crowns, bushes and hills. */
final class Trees {
    private Trees() {}

    /** The colour of a leaf in light. */
    static float[] leaf(boolean autumn, Chance chance) {
        return autumn
                ? Tone.colour(chance.own("autumn leaf", 0.97, 1.13) % 1, chance.between(0.6, 1), chance.between(0.6, 1))
                : Tone.colour(chance.own("leaf", 0.17, 0.38), chance.between(0.3, 0.8), chance.between(0.25, 0.7));
    }

    /** A mass of crowns that ends at a row. */
    static void canopy(Place place, double base, double near, boolean autumn, Chance chance) {
        Canvas canvas = place.canvas();
        float[] bright = leaf(autumn && chance.happens(0.8), chance);
        double top = base - canvas.height() * (0.15 + 0.7 * near) * chance.between(0.5, 1.1);
        Noise edge = Noise.of(chance.ownSeed("crowns"));
        Ink leaves = Surface.leaves(
                chance, "crown", Places.dim(bright, 0.12f), bright, 1.5 + 7 * near * chance.between(0.5, 1), 0.65);
        float scale = (float) (canvas.width() * (0.05 + 0.15 * near));
        Path2D mass = new Path2D.Double();
        mass.moveTo(0, base);
        for (int x = 0; x <= canvas.width(); x += 2) {
            mass.lineTo(x, top + canvas.height() * 0.12 * edge.fractal(x / scale, 3, 4, 0.6f));
        }
        mass.lineTo(canvas.width(), base);
        mass.closePath();
        canvas.fill(mass, leaves);
    }

    static void trunk(Place place, double x, double base, double near, Chance chance) {
        Canvas canvas = place.canvas();
        double thick = canvas.width() * (0.004 + 0.03 * near * near) * chance.ratio(0.5, 1.8);
        float[] bark =
                Tone.colour(chance.own("bark", 0.02, 0.16), chance.between(0.05, 0.45), chance.between(0.15, 0.65));
        double lean = chance.normal() * canvas.width() * 0.02;
        double foot = base + thick * chance.between(0, 2);
        canvas.fill(
                Forms.polygon(x - thick, foot, x + thick, foot, x + lean + thick * 0.5, -5, x + lean - thick * 0.5, -5),
                rounded(Surface.grained(chance, "bark", bark, Math.max(1.2, thick * 0.4), 0.6, true), x, thick));
        int branches = chance.below(3);
        for (int i = 0; i < branches; i++) {
            double y = foot * chance.between(0.05, 0.6);
            double reach = chance.normal() * canvas.width() * 0.1;
            canvas.fill(
                    Forms.limb(x, y, x + reach, y - Math.abs(reach) * 0.6, thick * 0.3, thick * 0.1),
                    Ink.plain(bark[0] * 0.7f, bark[1] * 0.7f, bark[2] * 0.7f));
        }
    }

    private static Ink rounded(Ink ink, double middle, double thick) {
        return (x, y, out) -> {
            ink.at(x, y, out);
            float side = (float) Math.max(0.35, 1 - 0.5 * Math.abs((x - middle) / thick + 0.3));
            out[0] *= side;
            out[1] *= side;
            out[2] *= side;
        };
    }

    static void bush(Place place, Spot spot, boolean autumn, Chance chance) {
        double high = spot.metre() * chance.ratio(0.4, 1.8);
        double wide = high * chance.between(0.5, 1.3);
        float[] bright = leaf(autumn, chance);
        Ink leaves = Surface.leaves(
                chance, "bush", Places.dim(bright, 0.1f), bright, Math.max(1.5, high * chance.ratio(0.04, 0.15)), 0.9);
        int lumps = chance.whole(2, 5);
        for (int i = 0; i < lumps; i++) {
            double x = spot.x() + chance.normal() * wide * 0.4;
            double y = spot.y() - high * chance.between(0.25, 0.65);
            place.canvas()
                    .fill(
                            Forms.ellipse(x, y, wide * 0.45, high * 0.4),
                            Surface.lit(leaves, spot.y() - high, spot.y(), 0.9));
        }
    }

    static void hill(Place place, double top, double base, float[] colour, Chance chance) {
        Noise edge = Noise.of(chance.ownSeed("hill"));
        double wave = place.canvas().width() * chance.between(0.15, 0.6);
        Path2D mass = new Path2D.Double();
        mass.moveTo(0, base);
        for (int x = 0; x <= place.canvas().width(); x += 3) {
            mass.lineTo(x, Math.min(base, top + (base - top) * 0.8 * edge.fractal((float) (x / wave), 1, 4, 0.45f)));
        }
        mass.lineTo(place.canvas().width(), base);
        mass.closePath();
        place.canvas().fill(mass, Surface.blotched(chance, "hillside", colour, 8, 0.25));
    }
}

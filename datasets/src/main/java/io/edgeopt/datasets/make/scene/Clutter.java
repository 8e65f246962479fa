package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Place.Spot;

/** Things that stand about in any place: boxes, barrels, bins, cones, persons, cars, lamps. */
public final class Clutter {
    private Clutter() {}

    public static void anything(Place place, Spot spot, Chance chance) {
        double m = spot.metre();
        double size = m * chance.ratio(0.25, 1);
        shadow(place, spot, size * 0.6);
        float[] c = Surface.colour(chance, "thing", 0.95, 0.12, 0.98);
        Ink ink = Surface.blotched(chance, "thing", c, Math.max(2, size * 0.2), 0.25);
        double x = spot.x();
        double y = spot.y();
        Canvas canvas = place.canvas();
        switch (chance.below(5)) {
            case 0, 1 -> {
                double w = size * chance.between(0.5, 1.4);
                double d = w * chance.between(0.1, 0.4);
                canvas.fill(Forms.box(x - w / 2, y - size, w, size), Surface.lit(ink, y - size, y, 0.4));
                canvas.fill(
                        Forms.polygon(
                                x - w / 2,
                                y - size,
                                x + w / 2,
                                y - size,
                                x + w / 2 + d,
                                y - size - d * 0.6,
                                x - w / 2 + d,
                                y - size - d * 0.6),
                        Surface.lit(ink, y - size * 2, y, 0.9));
                canvas.fill(
                        Forms.polygon(
                                x + w / 2,
                                y - size,
                                x + w / 2 + d,
                                y - size - d * 0.6,
                                x + w / 2 + d,
                                y - d * 0.6,
                                x + w / 2,
                                y),
                        Ink.plain(c[0] * 0.45f, c[1] * 0.45f, c[2] * 0.45f));
            }
            case 2 ->
                canvas.fill(
                        Forms.rounded(x - size * 0.3, y - size, size * 0.6, size, size * 0.08),
                        round(ink, x, size * 0.32));
            case 3 ->
                canvas.fill(
                        Forms.polygon(
                                x - size * 0.3,
                                y,
                                x + size * 0.3,
                                y,
                                x + size * 0.05,
                                y - size,
                                x - size * 0.05,
                                y - size),
                        round(ink, x, size * 0.3));
            default ->
                canvas.fill(Forms.ellipse(x, y - size * 0.35, size * 0.4, size * 0.36), round(ink, x, size * 0.42));
        }
    }

    /** Something that stands on a table. */
    static void small(Canvas canvas, double x, double y, double size, Chance chance) {
        float[] c = Surface.colour(chance, "small thing", 0.95, 0.15, 0.98);
        double w = size * chance.between(0.3, 0.9);
        canvas.fill(
                chance.happens(0.5)
                        ? Forms.rounded(x - w / 2, y - size, w, size, w * 0.2)
                        : Forms.ellipse(x, y - size / 2, w / 2, size / 2),
                round(Ink.plain(c[0], c[1], c[2]), x, w / 2));
    }

    /** Light from the left on something round about an upright axis. */
    static Ink round(Ink ink, double middle, double half) {
        return (x, y, out) -> {
            ink.at(x, y, out);
            float value = (float) Math.max(0.3, 1.05 - 0.6 * Math.abs((x - middle) / half + 0.35));
            out[0] *= value;
            out[1] *= value;
            out[2] *= value;
        };
    }

    public static void shadow(Place place, Spot spot, double half) {
        place.canvas()
                .fill(Forms.ellipse(spot.x() + half * 0.2, spot.y(), half, half * 0.22), Ink.sheer(0, 0, 0, 0.4f));
    }

    /** Somebody who stands. */
    public static void person(Place place, Spot spot, Chance chance) {
        if (!place.peopled()) {
            return;
        }
        double h = spot.metre() * chance.between(1.5, 1.95);
        double x = spot.x();
        double y = spot.y();
        Canvas canvas = place.canvas();
        float[] skin = Tone.colour(
                chance.own("skin hue", 0.03, 0.1), chance.between(0.25, 0.6), chance.own("skin", 0.3, 0.95));
        float[] shirt = Surface.colour(chance, "shirt", 0.95, 0.1, 0.98);
        float[] trousers = Surface.colour(chance, "trousers", 0.6, 0.08, 0.7);
        float[] hair = Tone.colour(chance.own("hair", 0, 0.14), chance.between(0, 0.6), chance.between(0.05, 0.6));
        shadow(place, spot, h * 0.2);
        double stance = h * chance.between(0.01, 0.09);
        double hip = y - h * 0.47;
        double shoulder = y - h * 0.81;
        Ink legs = round(Surface.blotched(chance, "trousers", trousers, 4, 0.2), x, h * 0.14);
        canvas.fill(Forms.limb(x - h * 0.04, hip, x - stance - h * 0.02, y, h * 0.045, h * 0.03), legs);
        canvas.fill(Forms.limb(x + h * 0.04, hip, x + stance + h * 0.02, y, h * 0.045, h * 0.03), legs);
        Ink torso = round(Surface.blotched(chance, "shirt", shirt, Math.max(2, h * 0.06), 0.25), x, h * 0.14);
        double broad = h * chance.between(0.085, 0.115);
        canvas.fill(
                Forms.polygon(
                        x - broad,
                        shoulder,
                        x + broad,
                        shoulder,
                        x + broad * 0.85,
                        hip + h * 0.02,
                        x - broad * 0.85,
                        hip + h * 0.02),
                torso);
        for (int side = -1; side <= 1; side += 2) {
            double elbowX = x + side * (broad + h * chance.between(0, 0.08));
            double handX = elbowX + side * h * chance.between(-0.1, 0.08);
            double handY = shoulder + h * chance.between(0.18, 0.38);
            canvas.fill(
                    Forms.limb(
                            x + side * broad * 0.9,
                            shoulder + h * 0.02,
                            elbowX,
                            shoulder + h * 0.17,
                            h * 0.03,
                            h * 0.025),
                    torso);
            canvas.fill(
                    Forms.limb(elbowX, shoulder + h * 0.17, handX, handY, h * 0.024, h * 0.018),
                    chance.happens(0.5) ? torso : Ink.plain(skin[0], skin[1], skin[2]));
        }
        double head = y - h * 0.925;
        canvas.fill(
                Forms.ellipse(x, head, h * 0.05, h * 0.067), round(Ink.plain(skin[0], skin[1], skin[2]), x, h * 0.06));
        canvas.fill(Forms.ellipse(x, head - h * 0.03, h * 0.053, h * 0.042), Ink.plain(hair[0], hair[1], hair[2]));
    }

    /** A car from the side, or from the front with its lamps. */
    public static void car(Place place, Spot spot, Chance chance) {
        float[] paint = Surface.colour(chance, "car", 0.95, 0.1, 0.98);
        shadow(place, spot, spot.metre() * (chance.happens(0.5) ? 1 : 2));
        boolean lit = place.dark() ? chance.happens(0.8) : chance.happens(0.1);
        if (chance.happens(0.5)) {
            Cars.side(place, spot, paint, chance.happens(0.5) ? 1 : -1, lit, chance);
        } else {
            Cars.front(place, spot, paint, chance.happens(0.5), lit, chance);
        }
    }

    static void streetLamp(Place place, Spot spot, Chance chance) {
        double h = spot.metre() * chance.between(3, 7);
        place.canvas()
                .fill(
                        Forms.limb(
                                spot.x(), spot.y(), spot.x(), spot.y() - h, spot.metre() * 0.07, spot.metre() * 0.04),
                        Ink.plain(0.12f, 0.12f, 0.12f));
        if (place.dark() || chance.happens(0.3)) {
            place.glow(
                    spot.x(),
                    spot.y() - h,
                    Math.max(1.5, spot.metre() * chance.between(0.1, 0.3)),
                    Places.lamp(chance),
                    chance.ratio(1, 6));
        }
    }
}

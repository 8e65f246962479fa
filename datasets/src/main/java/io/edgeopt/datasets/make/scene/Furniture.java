package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Place.Spot;

/** What stands and hangs in rooms. */
final class Furniture {
    private Furniture() {}

    static void home(Place place, Spot spot, Chance chance) {
        switch (chance.below(7)) {
            case 0 -> table(place, spot, chance);
            case 1 -> sofa(place, spot, chance);
            case 2 -> cupboard(place, spot, chance.between(0.5, 1.2), chance.between(0.8, 2), chance);
            case 3 -> plant(place, spot, chance);
            case 4 -> Clutter.person(place, spot, chance);
            case 5 -> cupboard(place, spot, chance.between(0.8, 1.8), chance.between(0.4, 0.8), chance);
            default -> Clutter.anything(place, spot, chance);
        }
    }

    static void store(Place place, Spot spot, Chance chance) {
        double m = spot.metre();
        switch (chance.below(5)) {
            case 0, 1 ->
                shelf(
                        place.canvas(),
                        spot.x() - m * 1.4,
                        spot.y() - m * 2.6,
                        m * chance.between(2, 3.5),
                        m * 2.6,
                        chance);
            case 2 -> Clutter.person(place, spot, chance);
            case 3 -> cupboard(place, spot, chance.between(0.6, 1.6), chance.between(0.5, 1.5), chance);
            default -> {
                int boxes = chance.whole(1, 4);
                for (int i = 0; i < boxes; i++) {
                    Clutter.anything(place, new Spot(spot.x() + m * chance.normal() * 0.6, spot.y(), m), chance);
                }
            }
        }
    }

    /** Counters with cupboards above and a stove among them. */
    static void kitchenRow(Place place, double left, double right, double floor, double metre, Chance chance) {
        Canvas canvas = place.canvas();
        double top = floor - 0.9 * metre;
        float[] front = Surface.colour(chance, "kitchen front", 0.6, 0.3, 0.95);
        float[] board = Surface.colour(chance, "worktop", 0.3, 0.2, 0.85);
        Ink wood = Surface.grained(chance, "kitchen front", front, chance.ratio(3, 20), 0.15, true);
        double unit = Math.max(4, metre * 0.6);
        int stove = chance.below(Math.max(1, (int) ((right - left) / unit)));
        int at = 0;
        for (double x = left; x < right - 2; x += unit, at++) {
            double w = Math.min(unit, right - x);
            if (at == stove) {
                stove(place, x, top, w, floor - top, chance);
            } else {
                canvas.fill(Forms.box(x + 0.6, top + 1, w - 1.2, floor - top - 2), wood);
            }
            if (chance.happens(0.7)) {
                canvas.fill(
                        Forms.box(x + 0.6, top - 1.5 * metre, w - 1.2, 0.75 * metre),
                        Surface.lit(wood, top - 1.5 * metre, top - 0.7 * metre, 0.3));
            }
        }
        canvas.fill(Forms.box(left, top - 2, right - left, 3), Ink.plain(board[0], board[1], board[2]));
        int things = chance.whole(2, 7);
        for (int i = 0; i < things; i++) {
            Clutter.small(canvas, chance.between(left, right), top - 2, metre * chance.between(0.12, 0.35), chance);
        }
    }

    private static void stove(Place place, double x, double top, double w, double h, Chance chance) {
        Canvas canvas = place.canvas();
        float[] metal = Surface.colour(chance, "stove", 0.1, 0.15, 0.9);
        canvas.fill(Forms.box(x, top, w, h), Surface.lit(Ink.plain(metal[0], metal[1], metal[2]), top, top + h, 0.3));
        canvas.fill(Forms.rounded(x + w * 0.12, top + h * 0.3, w * 0.76, h * 0.5, 2), Ink.plain(0.02f, 0.02f, 0.025f));
        for (int i = 0; i < 4; i++) {
            canvas.fill(Forms.ellipse(x + w * (0.2 + 0.2 * i), top + h * 0.14, 1, 1), Ink.plain(0.1f, 0.1f, 0.1f));
        }
        for (int i = 0; i < chance.whole(1, 2); i++) {
            double pot = w * chance.between(0.25, 0.45);
            double px = x + w * chance.between(0.2, 0.8);
            double ph = pot * chance.between(0.5, 1);
            float[] steel = Surface.colour(chance, "pot", 0.6, 0.15, 0.9);
            canvas.fill(
                    Forms.rounded(px - pot / 2, top - 2 - ph, pot, ph, 2),
                    Surface.grained(chance, "pot", steel, 2, 0.4, true));
        }
    }

    static void picture(Canvas canvas, double x, double y, double w, double h, Chance chance) {
        float[] frame = Surface.colour(chance, "frame", 0.6, 0.1, 0.9);
        canvas.fill(Forms.box(x, y, w, h), Ink.plain(frame[0], frame[1], frame[2]));
        float[] one = Surface.colour(chance, "painting", 0.9, 0.3, 1);
        float[] other = Surface.colour(chance, "painting other", 0.9, 0.1, 0.9);
        canvas.fill(
                Forms.box(x + 2, y + 2, w - 4, h - 4),
                Surface.clumped(chance, "painting", one, other, chance.ratio(3, 12)));
    }

    static void shelf(Canvas canvas, double x, double y, double w, double h, Chance chance) {
        float[] wood = Surface.colour(chance, "shelf", 0.6, 0.15, 0.9);
        canvas.fill(Forms.box(x, y, w, h), Ink.plain(wood[0] * 0.3f, wood[1] * 0.3f, wood[2] * 0.3f));
        int boards = chance.whole(2, 5);
        double pitch = h / boards;
        for (int i = 1; i <= boards; i++) {
            double base = y + pitch * i;
            double at = x + 1;
            while (at < x + w - 2) {
                double thing = pitch * chance.between(0.12, 0.7);
                if (chance.happens(0.85)) {
                    double high = pitch * chance.between(0.35, 0.85);
                    float[] c = Surface.colour(chance, "goods", 0.9, 0.15, 0.95);
                    double wide = Math.min(thing, x + w - 1 - at);
                    canvas.fill(Forms.box(at, base - high, wide, high), Surface.blotched(chance, "goods", c, 4, 0.3));
                }
                at += thing + 0.5;
            }
            canvas.fill(Forms.box(x, base - 1, w, Math.max(1, pitch * 0.07)), Ink.plain(wood[0], wood[1], wood[2]));
        }
    }

    private static void table(Place place, Spot spot, Chance chance) {
        double m = spot.metre();
        double half = m * chance.between(0.4, 0.9);
        double high = m * chance.between(0.45, 0.8);
        double deep = m * chance.between(0.1, 0.3);
        float[] wood = Surface.colour(chance, "table", 0.6, 0.15, 0.9);
        Ink leg = Ink.plain(wood[0] * 0.6f, wood[1] * 0.6f, wood[2] * 0.6f);
        double y = spot.y();
        for (int side = -1; side <= 1; side += 2) {
            place.canvas().fill(Forms.box(spot.x() + side * half * 0.9 - m * 0.03, y - high, m * 0.06, high), leg);
        }
        place.canvas()
                .fill(
                        Forms.polygon(
                                spot.x() - half,
                                y - high,
                                spot.x() + half,
                                y - high,
                                spot.x() + half * 0.85,
                                y - high - deep,
                                spot.x() - half * 0.85,
                                y - high - deep),
                        Surface.grained(chance, "table", wood, 3, 0.2, false));
        for (int i = 0; i < chance.below(4); i++) {
            Clutter.small(
                    place.canvas(),
                    spot.x() + half * chance.between(-0.8, 0.8),
                    y - high - deep * 0.4,
                    m * chance.between(0.1, 0.35),
                    chance);
        }
    }

    private static void sofa(Place place, Spot spot, Chance chance) {
        double m = spot.metre();
        double half = m * chance.between(0.5, 1.1);
        float[] cloth = Surface.colour(chance, "sofa", 0.85, 0.15, 0.95);
        Ink ink = Surface.blotched(chance, "sofa", cloth, Math.max(3, m * 0.15), 0.25);
        double y = spot.y();
        place.canvas()
                .fill(
                        Forms.rounded(spot.x() - half, y - m * 0.85, 2 * half, m * 0.7, m * 0.1),
                        Surface.lit(ink, y - m * 0.85, y, 0.5));
        place.canvas()
                .fill(
                        Forms.rounded(spot.x() - half * 1.1, y - m * 0.45, 2.2 * half, m * 0.42, m * 0.08),
                        Surface.lit(ink, y - m * 0.5, y, 0.8));
    }

    private static void cupboard(Place place, Spot spot, double wide, double high, Chance chance) {
        double w = spot.metre() * wide;
        double h = spot.metre() * high;
        float[] wood = Surface.colour(chance, "cupboard", 0.6, 0.15, 0.95);
        Ink ink = Surface.grained(chance, "cupboard", wood, chance.ratio(3, 12), 0.2, true);
        double x = spot.x() - w / 2;
        double y = spot.y() - h;
        double depth = w * chance.between(-0.3, 0.3);
        if (depth > 0) {
            place.canvas()
                    .fill(
                            Forms.polygon(
                                    x + w,
                                    y,
                                    x + w + depth,
                                    y - depth * 0.3,
                                    x + w + depth,
                                    y + h - depth * 0.4,
                                    x + w,
                                    y + h),
                            Ink.plain(wood[0] * 0.5f, wood[1] * 0.5f, wood[2] * 0.5f));
        }
        place.canvas().fill(Forms.box(x, y, w, h), Surface.lit(ink, y, y + h, 0.3));
        int drawers = chance.whole(1, 4);
        for (int i = 0; i < drawers; i++) {
            place.canvas()
                    .fill(
                            Forms.box(x + w * 0.05, y + h * (i + 0.06) / drawers, w * 0.9, Math.max(0.8, h * 0.015)),
                            Ink.plain(wood[0] * 0.4f, wood[1] * 0.4f, wood[2] * 0.4f));
        }
    }

    private static void plant(Place place, Spot spot, Chance chance) {
        double m = spot.metre();
        float[] pot = Surface.colour(chance, "flower pot", 0.8, 0.2, 0.9);
        place.canvas()
                .fill(
                        Forms.polygon(
                                spot.x() - m * 0.18,
                                spot.y() - m * 0.3,
                                spot.x() + m * 0.18,
                                spot.y() - m * 0.3,
                                spot.x() + m * 0.12,
                                spot.y(),
                                spot.x() - m * 0.12,
                                spot.y()),
                        Ink.plain(pot[0], pot[1], pot[2]));
        float[] leaf =
                Tone.colour(chance.own("house plant", 0.2, 0.4), chance.between(0.3, 0.8), chance.between(0.3, 0.7));
        int blades = chance.whole(5, 14);
        for (int i = 0; i < blades; i++) {
            double dx = chance.normal() * m * 0.3;
            double dy = m * chance.between(0.3, 1);
            float v = (float) chance.between(0.4, 1.2);
            place.canvas()
                    .fill(
                            Forms.limb(
                                    spot.x(),
                                    spot.y() - m * 0.3,
                                    spot.x() + dx,
                                    spot.y() - m * 0.3 - dy,
                                    m * 0.02,
                                    m * 0.06),
                            Ink.plain(leaf[0] * v, leaf[1] * v, leaf[2] * v));
        }
    }
}

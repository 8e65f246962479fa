package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;

/** Watches, laid flat or closed. */
final class Watches {
    private Watches() {}

    static void watch(Pen pen, Chance chance) {
        double dial = chance.own("watch.dial", 0.15, 0.22);
        double strap = dial * chance.between(0.5, 0.72);
        boolean links = chance.happens(0.35);
        Material metal = Material.metal(chance.happens(0.3) ? Paint.brass(chance) : Paint.silver(chance), chance)
                .times(chance.happens(0.2) ? 0.15 : 1);
        Material band = links
                ? metal
                : chance.happens(0.6)
                        ? Material.leather(Paint.hide("strap", chance), chance)
                        : Material.plastic(Paint.any("strap", chance), chance);
        boolean flat = chance.happens(0.6);
        double length = flat ? 0.5 : chance.between(0.3, 0.38);
        for (int side = -1; side <= 1; side += 2) {
            Shape strip = Outline.taper(0, side * 0.7 * dial, 2 * strap, 0, side * length, 1.5 * strap);
            pen.sides(strip, band, 0.03);
            Pen top = pen.lifted(0.03);
            top.part(strip, band, 0.02);
            for (double y = 0.95 * dial; y < length - 0.02; y += links ? 0.045 : 0.06) {
                double width = strap * (2 - 0.5 * (y - 0.7 * dial) / (length - 0.7 * dial));
                if (links) {
                    top.part(Outline.box(0, side * y, 0.98 * width, 0.008, 0), metal.times(0.3), 0.004);
                    top.part(Outline.box(0, side * (y + 0.02), 0.4 * width, 0.03, 0.005), metal, 0.008);
                } else if (side > 0 && y > 0.3) {
                    top.part(Outline.oval(0, y, 0.012, 0.012), band.times(0.2), 0.004);
                }
            }
            if (!links && side < 0 && flat) {
                top.part(
                        Outline.holed(
                                Outline.box(0, -length, 2 * strap, 0.07, 0.02),
                                Outline.box(0, -length, 1.5 * strap, 0.035, 0.01)),
                        metal,
                        0.01);
            }
        }
        if (!flat) {
            // The closed strap behind the case.
            pen.part(
                    Outline.holed(
                            Outline.oval(0, 0, 1.45 * strap, length + 0.05), Outline.oval(0, 0, 1.1 * strap, length)),
                    band.times(0.6),
                    0.02);
        }
        boolean square = chance.happens(0.3);
        Pen up = pen.lifted(0.08);
        Shape body = square ? Outline.box(0, 0, 1.8 * dial, 2.05 * dial, 0.45 * dial) : Outline.oval(0, 0, dial, dial);
        pen.sides(body, metal, 0.08);
        up.part(Outline.box(dial, 0, 0.07, 0.06, 0.015), metal, 0.015);
        up.part(body, metal, 0.03);
        Shape glass = square
                ? Outline.box(0, 0, 1.5 * dial, 1.75 * dial, 0.3 * dial)
                : Outline.oval(0, 0, 0.82 * dial, 0.82 * dial);
        boolean dark = chance.happens(0.55) || (square && chance.happens(0.6));
        Material face =
                Material.plastic(dark ? Paint.grey(chance.between(0.03, 0.14)) : Paint.any("dial", chance), chance);
        up.part(glass, face, 0.012);
        face(up, dial, square && chance.happens(0.8), face.colour()[1] < 0.2f, metal, chance);
    }

    private static void face(Pen pen, double dial, boolean digital, boolean dark, Material metal, Chance chance) {
        Material mark = Material.plastic(Paint.grey(dark ? chance.between(0.7, 1) : chance.between(0.02, 0.2)), chance)
                .dull();
        if (digital) {
            Material glow = Material.plastic(Paint.bright("digits", chance), chance)
                    .times(1.4)
                    .dull();
            for (int i = 0; i < 4; i++) {
                double x = (i - 1.5) * 0.3 * dial + (i > 1 ? 0.06 : -0.06) * dial;
                pen.part(
                        Outline.holed(
                                Outline.box(x, -0.15 * dial, 0.22 * dial, 0.5 * dial, 0.02 * dial),
                                Outline.box(x, -0.27 * dial, 0.1 * dial, 0.14 * dial, 0),
                                Outline.box(x, -0.03 * dial, 0.1 * dial, 0.14 * dial, 0)),
                        mark,
                        0.003);
            }
            for (int i = 0; i < chance.whole(0, 3); i++) {
                pen.part(
                        Outline.ring((i - 1) * 0.42 * dial, 0.45 * dial, 0.14 * dial, 0.14 * dial, 0.05 * dial),
                        glow,
                        0.004);
            }
            return;
        }
        for (int hour = 0; hour < 12; hour++) {
            double angle = hour * Math.PI / 6;
            double from = hour % 3 == 0 ? 0.56 : 0.65;
            pen.part(
                    Outline.line(
                            hour % 3 == 0 ? 0.014 : 0.008,
                            from * dial * Math.cos(angle),
                            from * dial * Math.sin(angle),
                            0.73 * dial * Math.cos(angle),
                            0.73 * dial * Math.sin(angle)),
                    mark,
                    0.003);
        }
        if (chance.happens(0.35)) {
            for (int i = 0; i < 3; i++) {
                double angle = i * 2 * Math.PI / 3 + 0.5;
                pen.part(
                        Outline.ring(
                                0.36 * dial * Math.cos(angle),
                                0.36 * dial * Math.sin(angle),
                                0.16 * dial,
                                0.16 * dial,
                                0.012),
                        mark.times(0.6),
                        0.003);
            }
        }
        double hour = chance.between(0, 6.28);
        double minute = chance.between(0, 6.28);
        Material hand = chance.happens(0.6) ? mark : metal;
        pen.part(Outline.line(0.016, 0, 0, 0.4 * dial * Math.cos(hour), 0.4 * dial * Math.sin(hour)), hand, 0.006);
        pen.part(
                Outline.line(0.011, 0, 0, 0.62 * dial * Math.cos(minute), 0.62 * dial * Math.sin(minute)), hand, 0.005);
        pen.part(Outline.oval(0, 0, 0.05 * dial, 0.05 * dial), metal, 0.006);
    }
}

package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;
import java.awt.geom.Line2D;

/** Bags, standing. */
final class Bags {
    private Bags() {}

    static void bag(Pen pen, Chance chance) {
        switch (chance.below(6)) {
            case 0 -> backpack(pen, chance);
            case 1 -> suitcase(pen, chance);
            case 2 -> duffel(pen, chance);
            case 3 -> tote(pen, chance);
            default -> handbag(pen, chance);
        }
    }

    private static Material hide(Chance chance) {
        return chance.happens(0.6)
                ? Material.leather(Paint.hide("bag", chance), chance)
                : Material.cloth(Paint.any("bag", chance), chance);
    }

    private static Material metal(Chance chance) {
        return Material.metal(chance.happens(0.5) ? Paint.brass(chance) : Paint.silver(chance), chance);
    }

    private static void handbag(Pen pen, Chance chance) {
        Material hide = hide(chance);
        double top = chance.own("bag.top", 0.28, 0.42);
        double bottom = chance.between(0.36, 0.48);
        double rise = chance.between(-0.2, 0.0);
        Material strap = chance.happens(0.7) ? hide.times(0.8) : metal(chance);
        double width = chance.between(0.025, 0.05);
        pen.part(
                Outline.arc(width, -0.6 * top, rise + 0.03, 0, -0.92 - rise, 0.6 * top, rise + 0.03),
                strap.times(0.6),
                width / 2);
        Shape body = Outline.smooth(
                -top,
                rise,
                0,
                rise - 0.03,
                top,
                rise,
                0.5 * (top + bottom) + 0.02,
                0.2,
                bottom,
                0.44,
                0,
                0.5,
                -bottom,
                0.44,
                -0.5 * (top + bottom) - 0.02,
                0.2);
        pen.sides(body, hide, 0.16);
        Pen front = pen.lifted(0.16);
        front.part(body, hide, 0.06);
        Material seam = hide.times(0.5);
        if (chance.happens(0.55)) {
            double low = rise + chance.between(0.2, 0.34);
            Shape flap = Outline.smooth(
                    -top,
                    rise,
                    0,
                    rise - 0.03,
                    top,
                    rise,
                    top * 0.96,
                    low - 0.08,
                    0.4 * top,
                    low,
                    -0.4 * top,
                    low,
                    -top * 0.96,
                    low - 0.08);
            front.part(flap, hide.times(chance.between(0.8, 1.15)), 0.025);
            front.part(Outline.box(0, low - 0.03, 0.1, 0.07, 0.015), metal(chance), 0.012);
        } else {
            front.part(
                    Outline.dashed(new Line2D.Double(-0.9 * top, rise + 0.05, 0.9 * top, rise + 0.05), 0.02, 0.012),
                    metal(chance),
                    0.005);
            front.part(Outline.box(0.4 * top, 0.28, 0.16, 0.06, 0.01), seam, 0.01);
        }
        if (chance.happens(0.5)) {
            front.part(
                    Outline.dashed(Outline.arc(0.002, -0.92 * bottom, 0.42, 0, 0.5, 0.92 * bottom, 0.42), 0.008, 0.02),
                    seam,
                    0.004);
        }
        front.part(
                Outline.arc(width, -0.6 * top, rise + 0.06, 0, -0.85 - rise, 0.6 * top, rise + 0.06), strap, width / 2);
        for (int side = -1; side <= 1; side += 2) {
            front.part(Outline.ring(side * 0.6 * top, rise + 0.06, 0.03, 0.03, 0.015), metal(chance), 0.008);
        }
    }

    private static void backpack(Pen pen, Chance chance) {
        Material cloth = Material.cloth(Paint.any("backpack", chance), chance);
        Material other =
                chance.happens(0.5) ? cloth.times(0.7) : Material.cloth(Paint.any("backpack.pocket", chance), chance);
        double half = chance.own("backpack", 0.28, 0.38);
        pen.part(Outline.arc(0.035, -0.08, -0.4, 0, -0.58, 0.08, -0.4), other, 0.015);
        for (int side = -1; side <= 1; side += 2) {
            pen.part(
                    Outline.arc(0.06, side * 0.6 * half, -0.3, side * (half + 0.17), 0, side * 0.9 * half, 0.42),
                    other.times(0.7),
                    0.02);
            pen.part(Outline.box(side * half, 0.28, 0.12, 0.3, 0.05), other, 0.04);
        }
        Shape body = Outline.smooth(
                -half,
                0.44,
                -half,
                -0.05,
                -0.85 * half,
                -0.36,
                0,
                -0.46,
                0.85 * half,
                -0.36,
                half,
                -0.05,
                half,
                0.44,
                0,
                0.5);
        pen.sides(body, cloth, 0.14);
        Pen front = pen.lifted(0.14);
        front.part(body, cloth, 0.1);
        Material zip = metal(chance);
        front.part(Outline.arc(0.012, -0.8 * half, 0.0, 0, -0.75, 0.8 * half, 0.0), cloth.times(0.35), 0.005);
        front.part(
                Outline.smooth(
                        -0.78 * half, 0.42, -0.78 * half, 0.1, 0, 0.06, 0.78 * half, 0.1, 0.78 * half, 0.42, 0, 0.46),
                other,
                0.05);
        front.part(
                Outline.dashed(Outline.arc(0.001, -0.7 * half, 0.14, 0, 0.1, 0.7 * half, 0.14), 0.014, 0.012),
                zip,
                0.005);
        front.part(Outline.box(0.5 * half, 0.19, 0.02, 0.07, 0.005), zip, 0.006);
        if (chance.happens(0.5)) {
            front.part(
                    Outline.box(0, -0.14, 0.14, 0.08, 0.01),
                    Material.leather(Paint.any("backpack.label", chance), chance),
                    0.01);
        }
    }

    private static void suitcase(Pen pen, Chance chance) {
        Material shell = chance.happens(0.6)
                ? Material.plastic(Paint.any("suitcase", chance), chance)
                : Material.leather(Paint.hide("suitcase", chance), chance);
        boolean tall = chance.happens(0.65);
        double halfX = tall ? chance.own("suitcase", 0.26, 0.34) : 0.5;
        double halfY = tall ? 0.36 : chance.between(0.28, 0.36);
        Material dark = Material.plastic(Paint.grey(0.12), chance);
        if (tall) {
            Material bar = metal(chance);
            double up = chance.between(0.38, 0.62);
            pen.part(Outline.line(0.02, -0.11, -0.3, -0.11, -up, 0.11, -up, 0.11, -0.3), bar, 0.01);
            pen.part(Outline.box(0, -up, 0.26, 0.04, 0.015), dark, 0.015);
            for (int side = -1; side <= 1; side += 2) {
                pen.part(Outline.oval(side * 0.8 * halfX, halfY + 0.07, 0.045, 0.05), dark, 0.02);
            }
        } else {
            pen.part(Outline.arc(0.045, -0.14, -halfY + 0.06, 0, -halfY - 0.14, 0.14, -halfY + 0.06), dark, 0.02);
        }
        Shape body = Outline.box(0, 0.05, 2 * halfX, 2 * halfY, 0.06);
        pen.sides(body, shell, 0.22);
        Pen front = pen.lifted(0.22);
        front.part(body, shell, 0.045);
        for (int i = -2; i <= 2 && tall; i++) {
            front.part(Outline.box(i * 0.36 * halfX, 0.05, 0.05 * halfX, 1.7 * halfY, 0.01), shell.times(0.8), 0.015);
        }
        if (!tall) {
            for (int side = -1; side <= 1; side += 2) {
                front.part(Outline.box(side * 0.3, 0.05, 0.06, 2 * halfY, 0), shell.times(0.6), 0.01);
                front.part(Outline.box(side * 0.3, -0.1, 0.07, 0.06, 0.01), metal(chance), 0.01);
                for (int end = -1; end <= 1; end += 2) {
                    front.part(
                            Outline.oval(side * 0.46, 0.05 + end * (halfY - 0.04), 0.04, 0.04),
                            shell.times(0.5),
                            0.012);
                }
            }
        }
    }

    private static void duffel(Pen pen, Chance chance) {
        Material cloth = Material.cloth(Paint.any("duffel", chance), chance);
        Material strap = Material.cloth(Paint.dark("duffel.strap", chance), chance);
        double half = chance.own("duffel", 0.2, 0.29);
        double up = chance.between(0.1, 0.3);
        Shape body = Outline.smooth(
                -0.49,
                0.1 + half,
                -0.5,
                0.08,
                -0.42,
                0.1 - half,
                0,
                0.08 - half,
                0.42,
                0.1 - half,
                0.5,
                0.08,
                0.49,
                0.1 + half,
                0,
                0.12 + half);
        pen.sides(body, cloth, 0.1);
        Pen front = pen.lifted(0.1);
        front.part(body, cloth, 0.13);
        front.part(
                Outline.dashed(Outline.arc(0.002, -0.42, 0.16 - half, 0, 0.12 - half, 0.42, 0.16 - half), 0.016, 0.012),
                metal(chance),
                0.005);
        for (int side = -1; side <= 1; side += 2) {
            front.part(Outline.box(side * 0.2, 0.12, 0.05, 2 * half - 0.06, 0), strap, 0.01);
            front.part(Outline.oval(side * 0.44, 0.1, 0.05, 0.8 * half), cloth.times(0.8), 0.03);
        }
        front.part(Outline.arc(0.04, -0.2, 0.02 - half / 2, 0, -half - up, 0.2, 0.02 - half / 2), strap, 0.015);
        if (chance.happens(0.5)) {
            front.part(
                    Outline.box(0, 0.17, 0.22, 0.14, 0.02),
                    Material.cloth(Paint.any("duffel.mark", chance), chance),
                    0.01);
        }
    }

    private static void tote(Pen pen, Chance chance) {
        Material cloth = chance.happens(0.5)
                ? Material.cloth(Paint.any("tote", chance), chance)
                : Material.plastic(Paint.any("tote", chance), chance);
        double half = chance.own("tote", 0.28, 0.4);
        double bottom = half * chance.between(0.8, 1);
        Material strap = cloth.times(0.85);
        pen.part(Outline.arc(0.03, -0.4 * half, -0.1, 0, -0.9, 0.4 * half, -0.1), strap.times(0.6), 0.012);
        Shape body = Outline.polygon(-half, -0.12, half, -0.12, bottom, 0.5, -bottom, 0.5);
        pen.sides(body, cloth, 0.12);
        Pen front = pen.lifted(0.12);
        front.part(body, cloth, 0.04);
        for (int i = 0; i < 3; i++) {
            double x = chance.between(-0.8, 0.8) * half;
            front.part(Outline.taper(x, -0.1, 0.01, x + 0.1 * chance.normal(), 0.46, 0.05), cloth.times(0.85), 0.03);
        }
        front.part(Outline.arc(0.03, -0.4 * half, -0.1, 0, -0.84, 0.4 * half, -0.1), strap, 0.012);
        Material print = Material.cloth(Paint.any("tote.print", chance), chance);
        switch (chance.below(4)) {
            case 0 -> front.part(Outline.oval(0, 0.2, 0.16, 0.16), print, 0.004);
            case 1 -> front.part(Outline.box(0, 0.15, 1.2 * half, 0.06, 0), print, 0.004);
            case 2 -> {
                for (double x = -0.8 * half; x < 0.8 * half; x += 0.13) {
                    front.part(Outline.box(x, 0.19, 0.05, 0.6, 0), print, 0.004);
                }
            }
            default -> {}
        }
    }
}

package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;
import java.awt.Shape;

/** Things that are none of the classes, some of them much like one. */
final class Clutter {
    private Clutter() {}

    static void any(Pen pen, Chance chance) {
        switch (chance.below(14)) {
            case 0 -> bottle(pen, chance);
            case 1 -> cup(pen, chance);
            case 2, 3 -> book(pen, chance);
            case 4 -> plate(pen, chance);
            case 5 -> pen(pen, chance);
            case 6 -> can(pen, chance);
            case 7 -> fruit(pen, chance);
            case 8 -> spoon(pen, chance);
            case 9 -> calculator(pen, chance);
            case 10 -> paper(pen, chance);
            case 11 -> leaf(pen, chance);
            case 12 -> scissors(pen, chance);
            default -> box(pen, chance);
        }
    }

    private static void bottle(Pen pen, Chance chance) {
        double half = chance.own("bottle", 0.11, 0.17);
        Material glass = chance.happens(0.5)
                ? Material.glass(Paint.bright("bottle", chance), chance.between(0.55, 0.9), chance)
                : Material.plastic(Paint.any("bottle", chance), chance);
        double neck = half * chance.between(0.28, 0.45);
        pen.part(
                Outline.smooth(
                        -half,
                        0.46,
                        -half,
                        0,
                        -0.95 * half,
                        -0.12,
                        -neck,
                        -0.28,
                        -neck,
                        -0.44,
                        neck,
                        -0.44,
                        neck,
                        -0.28,
                        0.95 * half,
                        -0.12,
                        half,
                        0,
                        half,
                        0.46,
                        0,
                        0.5),
                glass,
                0.08);
        pen.part(
                Outline.box(0, -0.46, 2.3 * neck, 0.08, 0.01),
                Material.plastic(Paint.any("bottle.cap", chance), chance),
                0.02);
        pen.part(
                Outline.box(0, 0.15, 1.98 * half, 0.26, 0),
                Material.cloth(Paint.any("bottle.label", chance), chance),
                0.06);
        pen.part(
                Outline.box(0, 0.15, 1.2 * half, 0.06, 0),
                Material.cloth(Paint.any("bottle.name", chance), chance),
                0.01);
    }

    private static void cup(Pen pen, Chance chance) {
        Material china = Material.plastic(Paint.any("cup", chance), chance);
        double open = chance.between(0.06, 0.16);
        double half = chance.own("cup", 0.28, 0.36);
        pen.part(Outline.ring(half + 0.03, 0.05, 0.14, 0.17, 0.06), china, 0.03);
        pen.part(
                Outline.smooth(
                        -half,
                        -0.3,
                        0,
                        -0.3 - open,
                        half,
                        -0.3,
                        0.95 * half,
                        0.1,
                        0.75 * half,
                        0.4,
                        0,
                        0.46,
                        -0.75 * half,
                        0.4,
                        -0.95 * half,
                        0.1),
                china,
                0.12);
        pen.part(Outline.oval(0, -0.3, half, open), china.times(0.8), 0.02);
        pen.part(
                Outline.oval(0, -0.29, 0.9 * half, 0.85 * open),
                Material.plastic(Tone.colour(0.06, 0.7, chance.between(0.1, 0.6)), chance),
                0.02);
    }

    private static void book(Pen pen, Chance chance) {
        Material cover = Material.plastic(Paint.any("book", chance), chance).dull();
        double half = chance.own("book", 0.32, 0.42);
        Shape shape = Outline.box(0, 0, 2 * half, 1, 0.01);
        pen.sides(shape, Material.cloth(Paint.grey(0.9), chance), chance.between(0.03, 0.2));
        Pen top = pen.lifted(0.12);
        top.part(shape, cover, 0.012);
        Material print = Material.cloth(Paint.any("book.print", chance), chance);
        for (int i = 0; i < chance.whole(1, 4); i++) {
            top.part(
                    Outline.box(chance.between(-0.1, 0.1), -0.35 + 0.09 * i, half * chance.between(0.6, 1.5), 0.045, 0),
                    print,
                    0.003);
        }
        if (chance.happens(0.6)) {
            Material art =
                    Material.plastic(Paint.any("book.art", chance), chance).dull();
            top.part(
                    chance.happens(0.5)
                            ? Outline.oval(0, 0.18, 0.6 * half, 0.2)
                            : Outline.box(0, 0.2, 1.4 * half, 0.4, 0),
                    art,
                    0.003);
        }
    }

    private static void plate(Pen pen, Chance chance) {
        Material china = Material.plastic(Paint.any("plate", chance), chance);
        pen.part(Outline.oval(0, 0, 0.5, 0.5), china, 0.03);
        pen.part(Outline.oval(0, 0, 0.34, 0.34), china.times(0.9), 0.04);
        if (chance.happens(0.5)) {
            pen.part(
                    Outline.ring(0, 0, 0.45, 0.45, 0.02),
                    Material.plastic(Paint.bright("plate.rim", chance), chance),
                    0.004);
        }
    }

    private static void pen(Pen pen, Chance chance) {
        double half = chance.own("pen", 0.02, 0.035);
        Material body = Material.plastic(Paint.any("pen", chance), chance);
        pen.part(Outline.box(0.04, 0, 0.9, 2 * half, 0.01), body, half);
        pen.part(
                Outline.polygon(-0.4, -half, -0.5, -0.1 * half, -0.5, 0.1 * half, -0.4, half),
                chance.happens(0.5) ? Material.wood(chance) : body.times(0.5),
                half);
        pen.part(
                Outline.box(0.36, -half, 0.24, 0.6 * half, 0.005), Material.metal(Paint.silver(chance), chance), 0.008);
    }

    private static void can(Pen pen, Chance chance) {
        double half = chance.own("can", 0.24, 0.3);
        Material paint = Material.metal(Paint.bright("can", chance), chance);
        Material tin = Material.metal(Paint.silver(chance), chance);
        double open = chance.between(0.05, 0.12);
        pen.part(
                Outline.smooth(
                        -half,
                        -0.36,
                        0,
                        -0.36 - open,
                        half,
                        -0.36,
                        half,
                        0.4,
                        0.8 * half,
                        0.46,
                        0,
                        0.46 + open / 2,
                        -0.8 * half,
                        0.46,
                        -half,
                        0.4),
                paint,
                0.12);
        pen.part(Outline.oval(0, -0.38, 0.92 * half, open), tin, 0.02);
        pen.part(Outline.oval(0, -0.38, 0.3 * half, 0.4 * open), tin.times(0.5), 0.01);
        pen.part(
                Outline.smooth(-half, -0.05, 0.4 * half, -0.2, half, -0.1, half, 0.15, 0, 0.2, -half, 0.3),
                Material.plastic(Paint.any("can.mark", chance), chance),
                0.03);
    }

    private static void fruit(Pen pen, Chance chance) {
        Material peel = Material.plastic(
                Tone.colour(chance.own("fruit", 0, 0.33), chance.between(0.6, 0.95), chance.between(0.5, 0.95)),
                chance);
        if (chance.happens(0.3)) {
            pen.part(
                    Outline.smooth(
                            -0.5, -0.1, -0.2, 0.1, 0.2, 0.1, 0.46, -0.16, 0.5, -0.1, 0.28, 0.24, -0.1, 0.28, -0.42,
                            0.06),
                    peel.coloured(Tone.colour(0.14, 0.8, 0.9)),
                    0.09);
            return;
        }
        pen.part(
                Outline.smooth(-0.48, 0, -0.3, -0.42, 0, -0.4, 0.3, -0.42, 0.48, 0, 0.3, 0.42, 0, 0.46, -0.3, 0.42),
                peel,
                0.26);
        pen.part(Outline.arc(0.03, 0, -0.38, 0.02, -0.46, 0.06, -0.52), Material.wood(chance), 0.01);
    }

    private static void spoon(Pen pen, Chance chance) {
        Material metal = Material.metal(Paint.silver(chance), chance);
        pen.part(Outline.taper(-0.2, 0, 0.03, 0.5, 0, 0.06), metal, 0.012);
        if (chance.happens(0.5)) {
            pen.part(Outline.oval(-0.34, 0, 0.16, 0.1), metal, 0.05);
        } else {
            pen.part(Outline.smooth(-0.2, 0, -0.28, -0.07, -0.36, -0.07, -0.36, 0.07, -0.28, 0.07), metal, 0.02);
            for (int i = 0; i < 4; i++) {
                pen.part(Outline.line(0.018, -0.34, -0.055 + 0.037 * i, -0.5, -0.055 + 0.037 * i), metal, 0.006);
            }
        }
    }

    private static void calculator(Pen pen, Chance chance) {
        double half = chance.own("calculator", 0.32, 0.4);
        Material body = Material.plastic(Paint.any("calculator", chance), chance);
        Shape shell = Outline.box(0, 0, 2 * half, 1, 0.05);
        pen.sides(shell, body, 0.06);
        Pen top = pen.lifted(0.06);
        top.part(shell, body, 0.03);
        top.part(
                Outline.box(0, -0.33, 1.6 * half, 0.18, 0.01),
                Material.plastic(Tone.colour(0.25, 0.15, 0.6), chance),
                0.01);
        Material key = Material.plastic(Paint.any("calculator.key", chance), chance);
        for (int i = 0; i < 20; i++) {
            int row = i / 4;
            Material cap = i == 19 ? key.coloured(Paint.bright("calculator.equals", chance)) : key;
            top.part(
                    Outline.box((i % 4 - 1.5) * 0.42 * half, -0.14 + 0.135 * row, 0.3 * half, 0.09, 0.015), cap, 0.012);
        }
    }

    private static void paper(Pen pen, Chance chance) {
        double half = chance.between(0.35, 0.4);
        Material paper =
                Material.cloth(Paint.grey(chance.between(0.8, 1)), chance).grained(Grain.PLAIN);
        pen.part(Outline.box(0, 0, 2 * half, 1, 0), paper, 0.005);
        Material ink = paper.times(0.25);
        for (double y = -0.4; y < 0.42; y += 0.045) {
            if (chance.happens(0.85)) {
                double length = half * chance.between(0.8, 1.7);
                pen.part(Outline.box(length / 2 - 0.85 * half, y, length, 0.012, 0), ink, 0.002);
            }
        }
    }

    private static void leaf(Pen pen, Chance chance) {
        Material leaf = Material.plastic(
                        Tone.colour(chance.own("leaf", 0.05, 0.36), 0.7, chance.between(0.3, 0.7)), chance)
                .dull();
        pen.part(Outline.smooth(-0.5, 0, -0.25, -0.2, 0.1, -0.22, 0.4, 0, 0.1, 0.22, -0.25, 0.2), leaf, 0.03);
        pen.part(Outline.line(0.015, -0.45, 0, 0.5, 0.02), leaf.times(0.6), 0.005);
    }

    private static void scissors(Pen pen, Chance chance) {
        Material metal = Material.metal(Paint.silver(chance), chance);
        Material handle = Material.plastic(Paint.bright("scissors", chance), chance);
        double angle = chance.between(0.05, 0.3);
        for (int side = -1; side <= 1; side += 2) {
            Pen half = pen.at(0.05, 0, side * angle, 1);
            half.part(Outline.taper(0.1, 0, 0.05, -0.52, 0.01, 0.01), metal, 0.01);
            half.part(Outline.line(0.04, 0.05, 0, 0.22, side * -0.02), handle, 0.02);
            half.part(Outline.ring(0.32, side * -0.05, 0.11, 0.08, 0.045), handle, 0.02);
        }
        pen.part(Outline.oval(0.05, 0, 0.02, 0.02), metal.times(0.6), 0.008);
    }

    private static void box(Pen pen, Chance chance) {
        double half = chance.between(0.3, 0.5);
        Material card = Material.cloth(
                        chance.happens(0.5) ? Tone.colour(0.08, 0.45, 0.7) : Paint.any("box", chance), chance)
                .grained(Grain.PLAIN);
        Shape shape = Outline.box(0, 0, 1, 2 * half, 0);
        pen.sides(shape, card, 0.3);
        Pen top = pen.lifted(0.3);
        top.part(shape, card, 0.008);
        top.part(Outline.box(0, 0, 1, 0.1, 0), card.times(1.25), 0.004);
        if (chance.happens(0.5)) {
            top.part(Outline.box(0.25, -0.5 * half, 0.3, 0.2, 0), Material.cloth(Paint.grey(0.9), chance), 0.004);
        }
    }
}

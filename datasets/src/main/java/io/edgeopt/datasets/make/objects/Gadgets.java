package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;
import java.awt.Shape;

/** Remote controls and smartphones, upright. */
final class Gadgets {
    private Gadgets() {}

    static void remote(Pen pen, Chance chance) {
        double half = chance.own("remote.half", 0.09, 0.18);
        Material body = Material.plastic(
                chance.happens(0.75) ? Paint.dark("remote", chance) : Paint.any("remote", chance), chance);
        Shape shell = chance.happens(0.5)
                ? Outline.box(0, 0, 2 * half, 1, half * chance.between(0.15, 0.9))
                : Outline.smooth(
                        -0.8 * half,
                        -0.49,
                        0.8 * half,
                        -0.49,
                        half,
                        -0.3,
                        0.75 * half,
                        0.05,
                        half,
                        0.42,
                        0.6 * half,
                        0.5,
                        -0.6 * half,
                        0.5,
                        -half,
                        0.42,
                        -0.75 * half,
                        0.05,
                        -half,
                        -0.3);
        pen.sides(shell, body, 0.09);
        Pen top = pen.lifted(0.09);
        top.part(shell, body, 0.03);
        boolean light = body.colour()[1] > 0.25f;
        Material key =
                Material.plastic(Paint.grey(light ? chance.between(0.15, 0.5) : chance.between(0.35, 0.85)), chance);
        Material red = Material.plastic(Tone.colour(chance.between(0.97, 1.02) % 1, 0.85, 0.8), chance);
        double step = half * chance.between(0.5, 0.62);
        double y = -0.5 + 0.8 * step + 0.02;
        top.part(Outline.oval((chance.happens(0.5) ? -1 : 1) * 1.1 * step, y, 0.24 * step, 0.24 * step), red, 0.008);
        y += step;
        int columns = chance.whole(3, 4);
        boolean round = chance.happens(0.4);
        int grid = chance.whole(0, 4);
        y = rows(top, grid, columns, y, step, round, key, chance);
        if (chance.happens(0.75)) {
            double pad = 0.62 * half;
            y += pad;
            top.part(Outline.ring(0, y, pad, pad, 0.45 * pad), key.times(chance.between(0.4, 1)), 0.02);
            top.part(Outline.oval(0, y, 0.34 * pad, 0.34 * pad), key, 0.015);
            y += pad + 0.6 * step;
        }
        int rest = Math.min(chance.whole(0, 6), (int) ((0.46 - y) / (0.75 * step)));
        y = rows(top, rest, columns, y, step, round, key, chance);
        if (y < 0.4) {
            for (int i = 0; i < 4; i++) {
                Material coloured =
                        Material.plastic(Tone.colour(new double[] {0, 0.33, 0.15, 0.62}[i], 0.8, 0.75), chance);
                top.part(
                        Outline.box((i - 1.5) * 0.42 * half, y + 0.3 * step, 0.32 * half, 0.16 * half, 0.02),
                        coloured,
                        0.006);
            }
            y += 0.8 * step;
        }
        if (y < 0.44 && chance.happens(0.6)) {
            top.part(Outline.box(0, 0.45, half, 0.016, 0), key.times(0.9), 0.004);
        }
    }

    private static double rows(
            Pen pen, int rows, int columns, double y, double step, boolean round, Material key, Chance chance) {
        double gap = columns == 3 ? 1.1 * step : 0.8 * step;
        double at = y;
        for (int row = 0; row < rows && at < 0.46; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (column - (columns - 1) / 2.0) * gap;
                Material one =
                        chance.happens(0.03) ? Material.plastic(Paint.bright("remote.key", chance), chance) : key;
                Shape shape = round
                        ? Outline.oval(x, at, 0.3 * step, 0.26 * step)
                        : Outline.box(x, at, 0.62 * gap, 0.4 * step, 0.1 * step);
                pen.part(shape, one, 0.008);
            }
            at += 0.75 * step;
        }
        return at;
    }

    static void phone(Pen pen, Chance chance) {
        double half = chance.own("phone.half", 0.22, 0.27);
        double corner = chance.between(0.02, 0.09);
        Shape shell = Outline.box(0, 0, 2 * half, 1, corner);
        boolean cased = chance.happens(0.35);
        Material rim = cased
                ? Material.plastic(Paint.any("phone.case", chance), chance)
                : Material.metal(chance.happens(0.6) ? Paint.silver(chance) : Paint.dark("phone.rim", chance), chance);
        pen.sides(shell, rim, 0.05);
        Pen top = pen.lifted(0.05);
        if (chance.happens(0.68)) {
            top.part(shell, rim, 0.012);
            front(top, half, corner, chance);
        } else {
            back(top, shell, half, chance);
        }
    }

    private static void front(Pen pen, double half, double corner, Chance chance) {
        double edge = chance.between(0.01, 0.025);
        Material glass = Material.glass(Paint.grey(chance.between(0.03, 0.12)), 1, chance);
        pen.part(Outline.box(0, 0, 2 * half - edge, 1 - edge, corner), glass, 0.008);
        double chin = chance.happens(0.3) ? chance.between(0.06, 0.11) : chance.between(0.01, 0.03);
        double width = 2 * half - edge - 0.03;
        double height = 1 - edge - 2 * chin;
        if (chance.happens(0.55)) {
            screen(pen, width, height, chin > 0.05 ? 0 : 0.8 * corner, chance);
        } else {
            // A dark screen mirrors the room: one slanted, paler patch.
            double lean = chance.between(-0.3, 0.3);
            Material gleam = Material.glass(Paint.grey(chance.between(0.4, 0.9)), chance.between(0.04, 0.3), chance);
            double from = chance.between(-0.4, 0.2);
            double to = from + chance.between(0.1, 0.5);
            double right = width / 2;
            pen.part(
                    Outline.polygon(
                            -right,
                            Math.max(-0.45, from),
                            right,
                            Math.max(-0.45, from + lean),
                            right,
                            Math.min(0.45, to + lean),
                            -right,
                            Math.min(0.45, to)),
                    gleam,
                    0.003);
        }
        Material dark = Material.plastic(Paint.grey(0.05), chance);
        if (chin > 0.05) {
            pen.part(Outline.oval(0, 0.5 - chin / 2 - edge / 2, 0.03, 0.03), dark.times(4), 0.01);
            pen.part(Outline.box(0, -0.5 + chin / 2 + edge / 2, 0.1, 0.012, 0.006), dark.times(3), 0.003);
        } else if (chance.happens(0.5)) {
            pen.part(Outline.box(0, -0.5 + edge + 0.018, 0.2 * chance.between(0.5, 1), 0.035, 0.015), dark, 0.004);
        } else {
            pen.part(Outline.oval(0, -0.5 + edge + 0.035, 0.013, 0.013), dark, 0.004);
        }
    }

    private static void screen(Pen pen, double width, double height, double corner, Chance chance) {
        float[] ground = chance.happens(0.4) ? Paint.grey(chance.between(0.75, 1)) : Paint.any("screen", chance);
        Material lit = glow(ground, chance);
        pen.part(Outline.box(0, 0, width, height, corner), lit, 0.003);
        double cell = width / 4;
        int kind = chance.below(3);
        for (int row = 0; row < (kind == 0 ? 6 : 9); row++) {
            if (kind == 0) {
                for (int column = 0; column < 4; column++) {
                    if (chance.happens(0.85)) {
                        Material icon = glow(Paint.bright("icon", chance), chance);
                        double y = -height / 2 + (row + 0.9) * height / 7;
                        pen.part(
                                Outline.box((column - 1.5) * cell, y, 0.62 * cell, 0.62 * cell, 0.15 * cell),
                                icon,
                                0.002);
                    }
                }
            } else {
                Material line = glow(Paint.grey(chance.between(0.1, 0.6)), chance);
                double y = -height / 2 + (row + 0.8) * height / 10;
                double length = width * chance.between(0.35, 0.85);
                double x = kind == 1 ? (length - width) / 2 + 0.04 : (row % 2 * 2 - 1) * (width - length) * 0.4;
                pen.part(
                        Outline.box(x, y, length, kind == 1 ? 0.015 : 0.06, 0.008),
                        line.coloured(kind == 1 ? line.colour() : Paint.any("bubble", chance)),
                        0.002);
            }
        }
    }

    /** What shines by itself is drawn as very pale paint. */
    private static Material glow(float[] colour, Chance chance) {
        return Material.plastic(colour, chance).times(chance.between(0.9, 1.5)).dull();
    }

    private static void back(Pen pen, Shape shell, double half, Chance chance) {
        Material glass = Material.plastic(Paint.any("phone.back", chance), chance);
        pen.part(shell, glass, 0.02);
        Material dark = Material.glass(Paint.grey(0.06), 1, chance);
        int lenses = chance.whole(1, 4);
        double side = chance.happens(0.75) ? -1 : 0;
        boolean square = lenses > 2;
        double lens = chance.between(0.035, 0.06);
        double x = side * (half - 1.9 * lens - (square ? lens : 0));
        double y = -0.5 + 2.1 * lens + (square ? lens : 0.02);
        double bumpX = square ? 5.2 * lens : 3 * lens;
        double bumpY = square ? 5.2 * lens : (1 + lenses) * 1.5 * lens;
        if (chance.happens(0.8)) {
            pen.part(
                    Outline.box(x, square ? y : y + (lenses - 1) * 1.25 * lens, bumpX, bumpY, lens),
                    glass.times(chance.between(0.4, 1)),
                    0.012);
        }
        for (int i = 0; i < lenses; i++) {
            double lx = square ? x + (i % 2 * 2 - 1) * 1.2 * lens : x;
            double ly = square ? y + (i / 2 * 2 - 1) * 1.2 * lens : y + i * 2.5 * lens;
            pen.part(Outline.oval(lx, ly, lens, lens), Material.metal(Paint.silver(chance), chance), 0.006);
            pen.part(Outline.oval(lx, ly, 0.8 * lens, 0.8 * lens), dark, 0.02);
            pen.part(Outline.oval(lx - 0.2 * lens, ly - 0.25 * lens, 0.22 * lens, 0.22 * lens), dark.times(8), 0.004);
        }
        if (chance.happens(0.6)) {
            pen.part(Outline.oval(0, 0, 0.05, 0.055), glass.times(chance.between(0.6, 2.2)), 0.004);
        }
    }
}

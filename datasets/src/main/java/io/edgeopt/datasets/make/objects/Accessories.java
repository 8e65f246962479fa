package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;
import java.awt.geom.Line2D;

/** Wallets and glasses. */
final class Accessories {
    private Accessories() {}

    static void wallet(Pen pen, Chance chance) {
        Material leather = Material.leather(Paint.hide("wallet", chance), chance);
        switch (chance.below(4)) {
            case 0 -> open(pen, leather, chance);
            case 1 -> closed(pen, leather, chance.own("wallet.long", 0.22, 0.28), chance);
            default -> closed(pen, leather, chance.own("wallet.half", 0.36, 0.45), chance);
        }
    }

    private static void closed(Pen pen, Material leather, double half, Chance chance) {
        double corner = chance.between(0.02, 0.07);
        Shape body = Outline.box(0, 0, 1, 2 * half, corner);
        pen.sides(body, leather, 0.1);
        Pen middle = pen.lifted(0.05);
        if (chance.happens(0.4)) {
            // Notes and cards show at the edge.
            Material paper = Material.cloth(chance.happens(0.5) ? Paint.any("card", chance) : Paint.grey(0.85), chance);
            middle.part(
                    Outline.box(chance.between(-0.05, 0.05), -half - 0.015, chance.between(0.6, 0.85), 0.06, 0.005),
                    paper,
                    0.004);
        }
        Pen top = pen.lifted(0.1);
        top.part(body, leather, 0.035);
        Material thread = Material.cloth(
                chance.happens(0.5)
                        ? Paint.grey(chance.between(0.6, 0.95))
                        : leather.times(0.5).colour(),
                chance);
        if (chance.happens(0.75)) {
            top.part(Outline.dashed(Outline.box(0, 0, 0.93, 2 * half - 0.07, corner), 0.008, 0.025), thread, 0.004);
        }
        if (chance.happens(0.5)) {
            Shape line =
                    chance.happens(0.5) ? new Line2D.Double(-0.48, 0, 0.48, 0) : new Line2D.Double(0, -half, 0, half);
            top.part(Outline.stroke(line, 0.008), leather.times(0.45), 0.006);
        }
        Material metal = Material.metal(chance.happens(0.5) ? Paint.brass(chance) : Paint.silver(chance), chance);
        switch (chance.below(4)) {
            case 0 -> {
                Shape strap = Outline.box(0.42, 0, 0.22, 0.16, 0.05);
                top.part(strap, leather.times(0.9), 0.02);
                top.part(Outline.oval(0.38, 0, 0.035, 0.035), metal, 0.015);
            }
            case 1 -> top.part(Outline.box(0.33, 0.62 * half, 0.16, 0.06, 0.01), metal, 0.008);
            case 2 -> {
                top.part(
                        Outline.dashed(new Line2D.Double(-0.47, -half + 0.05, 0.47, -half + 0.05), 0.03, 0.012),
                        metal,
                        0.006);
                top.part(Outline.box(0.4, -half + 0.09, 0.03, 0.1, 0.01), metal, 0.01);
            }
            default -> top.part(Outline.box(0.3, 0.55 * half, 0.18, 0.07, 0.02), leather.times(0.7), 0.012);
        }
    }

    private static void open(Pen pen, Material leather, Chance chance) {
        double half = chance.own("wallet.open", 0.32, 0.45);
        Shape body = Outline.box(0, 0, 1, 2 * half, 0.03);
        pen.sides(body, leather, 0.04);
        Pen top = pen.lifted(0.04);
        top.part(body, leather.times(0.8), 0.02);
        if (chance.happens(0.5)) {
            Material note = Material.cloth(Paint.any("note", chance), chance);
            top.part(Outline.box(0.01, -half + 0.02, 0.85, 0.12, 0.005), note, 0.004);
        }
        for (int side = -1; side <= 1; side += 2) {
            int cards = chance.whole(1, 4);
            for (int i = 0; i < cards; i++) {
                double y = -half + 0.14 + i * 0.13;
                if (chance.happens(0.75)) {
                    Material card = Material.plastic(Paint.any("card", chance), chance);
                    top.part(Outline.box(side * 0.25, y + 0.05, 0.38, 0.14, 0.02), card, 0.004);
                }
                double bottom = half - 0.02;
                top.part(
                        Outline.box(
                                side * 0.25, (y + 0.06 + bottom) / 2, 0.44, Math.max(0.08, bottom - y - 0.06), 0.015),
                        leather,
                        0.012);
            }
        }
        top.part(Outline.stroke(new Line2D.Double(0, -half, 0, half), 0.02), leather.times(0.4), 0.015);
    }

    static void glasses(Pen pen, Chance chance) {
        double lensX = chance.own("glasses.x", 0.17, 0.22);
        double lensY = chance.own("glasses.y", 0.1, 0.19);
        double gap = 0.5 - 2 * lensX > 0.06 ? chance.between(0.03, 0.06) : 0.04;
        boolean thin = chance.happens(0.4);
        double rim = thin ? chance.between(0.009, 0.016) : chance.between(0.022, 0.045);
        Material frame = thin || chance.happens(0.15)
                ? Material.metal(chance.happens(0.5) ? Paint.brass(chance) : Paint.silver(chance), chance)
                        .times(chance.happens(0.3) ? 0.15 : 1)
                : Material.plastic(
                        chance.happens(0.6) ? Paint.dark("frame", chance) : Paint.any("frame", chance), chance);
        boolean dark = chance.happens(0.4);
        Material glass = dark
                ? Material.glass(
                        chance.happens(0.7) ? Paint.grey(chance.between(0.05, 0.2)) : Paint.any("lens", chance),
                        chance.between(0.75, 0.97),
                        chance)
                : Material.glass(Paint.grey(chance.between(0.5, 1)), chance.between(0.04, 0.2), chance);
        int kind = chance.below(5);
        double x = gap + lensX;
        // Arms: folded behind the lenses, or open and seen from above.
        Material arm = frame.times(0.75);
        double reach = chance.between(0.15, 0.6);
        int pose = chance.below(3);
        for (int side = -1; side <= 1; side += 2) {
            double end = side * (x + lensX + rim);
            if (pose == 0) {
                pen.part(
                        Outline.line(
                                0.8 * rim + 0.006,
                                end,
                                -0.4 * lensY,
                                end * 0.92,
                                -0.4 * lensY - reach,
                                end * 0.86,
                                -0.3 * lensY - reach - 0.07),
                        arm,
                        0.01);
            } else if (pose == 1) {
                double y = side * 0.04 + chance.between(-0.3, 0.5) * lensY;
                pen.part(
                        Outline.line(0.8 * rim + 0.006, end, -0.4 * lensY, -side * 0.3, y, -side * 0.42, y + 0.06),
                        arm,
                        0.01);
            } else {
                pen.part(
                        Outline.line(
                                0.8 * rim + 0.006,
                                end,
                                -0.4 * lensY,
                                end + side * 0.04,
                                -0.3 * lensY,
                                end + side * 0.05,
                                0.1 * lensY),
                        arm,
                        0.01);
            }
        }
        Pen top = pen.lifted(0.06);
        for (int side = -1; side <= 1; side += 2) {
            Pen half = top.at(side * x, 0, side * chance.between(0.0, 0.02), 1);
            Shape lens = lens(kind, side, lensX, lensY);
            half.part(lens, glass, 0.04);
            half.part(Outline.stroke(lens, rim), frame, rim / 2);
            if (!dark || chance.happens(0.5)) {
                Material gleam = Material.glass(Paint.grey(1), chance.between(0.1, 0.45), chance);
                double at = chance.between(-0.4, 0.3) * lensX;
                half.part(
                        Outline.polygon(
                                at,
                                -0.7 * lensY,
                                at + 0.4 * lensX,
                                -0.7 * lensY,
                                at - 0.1 * lensX,
                                0.6 * lensY,
                                at - 0.4 * lensX,
                                0.6 * lensY),
                        gleam,
                        0.003);
            }
        }
        top.part(
                Outline.arc(rim, -gap - 0.01, -0.2 * lensY, 0, -0.5 * lensY, gap + 0.01, -0.2 * lensY), frame, rim / 2);
        if (kind == 2) {
            top.part(Outline.line(0.7 * rim, -x + 0.3 * lensX, -lensY, x - 0.3 * lensX, -lensY), frame, rim / 2);
        }
    }

    private static Shape lens(int kind, int side, double x, double y) {
        return switch (kind) {
            case 0 -> Outline.oval(0, 0, Math.min(x, 1.1 * y), Math.min(x, 1.1 * y));
            case 1 -> Outline.box(0, 0, 2 * x, 1.7 * y, 0.35 * y);
            case 2 ->
                Outline.smooth(
                        -side * x,
                        -0.75 * y,
                        0,
                        -y,
                        side * x,
                        -0.8 * y,
                        side * 0.95 * x,
                        0.2 * y,
                        side * 0.35 * x,
                        1.05 * y,
                        -side * 0.55 * x,
                        0.75 * y);
            case 3 ->
                Outline.smooth(
                        -side * 0.95 * x,
                        -0.7 * y,
                        side * 0.2 * x,
                        -0.85 * y,
                        side * 1.12 * x,
                        -y,
                        side * 0.85 * x,
                        0.5 * y,
                        0,
                        0.85 * y,
                        -side * 0.8 * x,
                        0.5 * y);
            default ->
                Outline.smooth(
                        -side * x,
                        -0.8 * y,
                        side * x,
                        -0.9 * y,
                        side * 0.95 * x,
                        0.5 * y,
                        side * 0.3 * x,
                        0.9 * y,
                        -side * 0.5 * x,
                        0.85 * y,
                        -side * 0.9 * x,
                        0.3 * y);
        };
    }
}

package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;

/** Hats, standing. */
final class Hats {
    private Hats() {}

    static void hat(Pen pen, Chance chance) {
        switch (chance.below(6)) {
            case 0, 1 -> cap(pen, chance);
            case 2 -> beanie(pen, chance);
            case 3 -> fromAbove(pen, chance);
            default -> brimmed(pen, chance);
        }
    }

    private static Material cloth(Chance chance) {
        Material cloth = Material.cloth(Paint.any("hat", chance), chance);
        return chance.happens(0.1) ? cloth.grained(Grain.CAMOUFLAGE) : cloth;
    }

    /** From the side, its peak to the right. */
    private static void cap(Pen pen, Chance chance) {
        Material cloth = cloth(chance);
        Material peak = chance.happens(0.65) ? cloth : cloth(chance);
        double high = chance.own("cap.high", 0.36, 0.48);
        double droop = chance.between(0, 0.14);
        double turn = chance.between(0, 0.12);
        Shape dome = Outline.smooth(
                -0.48,
                0.2,
                -0.5,
                -0.02,
                -0.38,
                -0.8 * high,
                -0.12,
                -high,
                0.12,
                -0.75 * high,
                0.22,
                -0.05,
                0.22,
                0.2,
                -0.1,
                0.26);
        pen.part(
                Outline.smooth(
                        0.08,
                        0.07,
                        0.3,
                        0.06,
                        0.5,
                        0.16 + droop,
                        0.47,
                        0.22 + droop,
                        0.28,
                        0.26 + turn,
                        0.02,
                        0.27 + turn),
                peak,
                0.035);
        pen.part(dome, cloth, 0.15);
        Material seam = cloth.times(0.6);
        pen.part(Outline.arc(0.008, -0.12, -high, -0.04 + turn, -0.2, -0.02, 0.24), seam, 0.004);
        pen.part(Outline.arc(0.008, -0.12, -high, -0.4, -0.2, -0.36, 0.22), seam, 0.004);
        pen.part(Outline.arc(0.012, -0.47, 0.18, -0.1, 0.26, 0.22, 0.18), seam, 0.006);
        pen.part(Outline.oval(-0.12, -high, 0.03, 0.016), peak, 0.01);
        if (chance.happens(0.6)) {
            Material badge = Material.cloth(Paint.bright("hat.badge", chance), chance);
            double x = chance.between(0.0, 0.08);
            pen.part(
                    chance.happens(0.5) ? Outline.oval(x, -0.12, 0.08, 0.09) : Outline.box(x, -0.12, 0.13, 0.1, 0.02),
                    badge,
                    0.01);
        }
    }

    private static void beanie(Pen pen, Chance chance) {
        Material wool = Material.cloth(Paint.any("hat.wool", chance), chance).grained(Grain.KNIT);
        double high = chance.between(0.42, 0.55);
        double half = chance.own("beanie", 0.36, 0.46);
        pen.part(
                Outline.smooth(
                        -half,
                        0.3,
                        -0.97 * half,
                        -0.05,
                        -0.6 * half,
                        -0.8 * high,
                        0,
                        -high,
                        0.6 * half,
                        -0.8 * high,
                        0.97 * half,
                        -0.05,
                        half,
                        0.3,
                        0,
                        0.36),
                wool,
                0.18);
        for (int i = 0; i < chance.below(4); i++) {
            Material band = wool.coloured(Paint.any("hat.band", chance));
            double y = -0.6 * high + 0.16 * i;
            pen.part(Outline.arc(0.05, -0.8 * half, y + 0.03, 0, y + 0.1, 0.8 * half, y + 0.03), band, 0.01);
        }
        Material fold = chance.happens(0.6) ? wool.times(0.85) : wool.coloured(Paint.any("hat.fold", chance));
        pen.part(
                Outline.smooth(
                        -1.06 * half, 0.18, 0, 0.24, 1.06 * half, 0.18, 1.06 * half, 0.4, 0, 0.46, -1.06 * half, 0.4),
                fold,
                0.06);
        if (chance.happens(0.35)) {
            Material ball = wool.coloured(Paint.any("hat.ball", chance)).grained(Grain.BARK);
            pen.part(Outline.oval(0, -high - 0.03, 0.13, 0.12), ball, 0.08);
        }
    }

    /** Felt, straw, bucket or cowboy, from the side. */
    private static void brimmed(Pen pen, Chance chance) {
        boolean straw = chance.happens(0.35);
        Material felt = straw
                ? Material.cloth(Paint.brass(chance), chance).grained(Grain.STRAW)
                : Material.cloth(
                        chance.happens(0.6) ? Paint.hide("hat.felt", chance) : Paint.any("hat.felt", chance), chance);
        double lift = chance.between(0.06, 0.16);
        boolean western = chance.happens(0.25);
        double brim = chance.own("hat.brim", 0.1, 0.19);
        double high = chance.between(0.3, 0.48);
        double half = chance.own("hat.crown", 0.22, 0.32);
        Shape under = western
                ? Outline.smooth(
                        -0.5,
                        -0.05,
                        -0.3,
                        0.14,
                        0,
                        0.14 + brim,
                        0.3,
                        0.14,
                        0.5,
                        -0.05,
                        0.36,
                        0.04,
                        0,
                        0.02,
                        -0.36,
                        0.04)
                : Outline.oval(0, 0.14, 0.5, brim);
        pen.part(under, felt.times(0.75), 0.03);
        pen.part(Outline.oval(0, 0.14, 0.82 * half, 0.4 * brim), felt.times(0.3), 0.03);
        if (!western) {
            pen.lifted(0.02).part(Outline.oval(0, 0.13, 0.5, 0.95 * brim), felt, 0.05);
        }
        double dent = chance.between(0, 0.1);
        Shape crown = Outline.smooth(
                -half,
                0.12,
                -0.92 * half,
                -0.15,
                -0.75 * half,
                0.12 - high,
                -0.25 * half,
                0.1 - high - lift / 2,
                0,
                0.1 - high + dent,
                0.3 * half,
                0.1 - high - lift / 2,
                0.75 * half,
                0.12 - high,
                0.92 * half,
                -0.15,
                half,
                0.12,
                0,
                0.12 + 0.55 * brim);
        pen.part(crown, felt, 0.12);
        Material band = Material.cloth(Paint.any("hat.ribbon", chance), chance);
        double wide = chance.between(0.03, 0.09);
        pen.part(Outline.arc(wide, -0.96 * half, 0.05, 0, 0.05 + 1.05 * brim, 0.96 * half, 0.05), band, 0.015);
    }

    private static void fromAbove(Pen pen, Chance chance) {
        Material felt = chance.happens(0.6)
                ? Material.cloth(Paint.brass(chance), chance).grained(Grain.STRAW)
                : cloth(chance);
        double squeeze = chance.between(0.85, 1);
        double half = chance.own("hat.top", 0.22, 0.3);
        pen.sides(Outline.oval(0, 0, 0.5, 0.5 * squeeze), felt, 0.02);
        pen.lifted(0.02).part(Outline.oval(0, 0, 0.5, 0.5 * squeeze), felt, 0.05);
        Material band = Material.cloth(Paint.any("hat.ribbon", chance), chance);
        pen.sides(Outline.oval(0, 0, half + 0.015, (half + 0.015) * squeeze), band, 0.08);
        pen.lifted(0.08).part(Outline.oval(0, 0, half, half * squeeze), felt, 0.02);
        pen.sides(Outline.oval(0, 0, half, half * squeeze), felt, 0.24);
        Pen top = pen.lifted(0.24);
        top.part(Outline.oval(0, 0, half * 0.97, half * squeeze * 0.97), felt, 0.08);
        if (chance.happens(0.6)) {
            top.part(Outline.oval(0, 0, 0.16 * half, 0.75 * half * squeeze), felt.times(0.65), 0.03);
        }
    }
}

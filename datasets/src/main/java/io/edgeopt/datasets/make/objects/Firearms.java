package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;

/** Pistols and long guns from the side, their muzzles to the left. */
final class Firearms {
    private Firearms() {}

    static void pistol(Pen pen, Chance chance) {
        if (chance.happens(0.28)) {
            revolver(pen, chance);
        } else {
            selfLoading(pen, chance);
        }
    }

    private static Material steel(Chance chance) {
        return chance.happens(0.25)
                ? Material.metal(Paint.silver(chance), chance).times(chance.between(0.4, 1))
                : Material.gunmetal(chance);
    }

    private static Material grip(Chance chance) {
        return chance.happens(0.3)
                ? Material.wood(chance)
                : Material.plastic(Paint.dark("grip", chance), chance).dull();
    }

    private static void selfLoading(Pen pen, Chance chance) {
        Material slide = steel(chance);
        Material frame = chance.happens(0.6)
                ? slide
                : Material.plastic(Paint.dark("pistol.frame", chance), chance).dull();
        double high = chance.own("pistol.slide", 0.11, 0.16);
        double slant = chance.between(0.08, 0.2);
        double long0 = chance.own("pistol.grip", 0.4, 0.52);
        double top = -0.3;
        Shape grip = Outline.smooth(
                0.17,
                top + high,
                0.43,
                top + high,
                0.42 + 0.3 * slant,
                top + high + 0.1,
                0.43 + slant,
                top + high + long0,
                0.3 + slant,
                top + high + long0 + 0.01,
                0.19 + slant,
                top + high + long0,
                0.16 + 0.4 * slant,
                top + high + 0.22);
        Shape under = Outline.polygon(
                -0.42,
                top + high - 0.02,
                0.45,
                top + high - 0.02,
                0.45,
                top + high + 0.06,
                0.16,
                top + high + 0.1,
                -0.1,
                top + high + 0.08,
                -0.4,
                top + high + 0.06);
        Shape guard = Outline.holed(
                Outline.box(0.06, top + high + 0.13, 0.28, 0.2, 0.07),
                Outline.box(0.06, top + high + 0.125, 0.22, 0.15, 0.05));
        Shape block = Outline.polygon(-0.5, top, 0.44, top, 0.5, top + 0.5 * high, 0.47, top + high, -0.5, top + high);
        for (Shape part : new Shape[] {guard, grip, under, block}) {
            pen.sides(part, frame, 0.08);
        }
        Pen front = pen.lifted(0.08);
        front.part(guard, frame, 0.015);
        front.part(
                Outline.arc(0.025, 0.09, top + high + 0.06, 0.05, top + high + 0.13, 0.07, top + high + 0.18),
                frame.times(1.4),
                0.01);
        front.part(grip, frame, 0.04);
        front.part(under, frame, 0.02);
        Shape panel = Outline.smooth(
                0.22,
                top + high + 0.1,
                0.4,
                top + high + 0.1,
                0.38 + slant,
                top + high + long0 - 0.05,
                0.25 + slant,
                top + high + long0 - 0.05);
        Material panels = grip(chance);
        front.part(panel, panels, 0.02);
        for (double y = top + high + 0.14; y < top + high + long0 - 0.06 && chance.happens(0.97); y += 0.035) {
            double x = 0.31 + slant * (y - top - high) / long0;
            front.part(Outline.box(x, y, 0.13, 0.01, 0), panels.times(0.5), 0.004);
        }
        front.part(Outline.box(0.31 + slant, top + high + long0 + 0.012, 0.18, 0.03, 0.005), slide.times(0.8), 0.01);
        front.part(block, slide, 0.025);
        for (int i = 0; i < 7; i++) {
            front.part(
                    Outline.line(0.008, 0.42 - 0.025 * i, top + 0.25 * high, 0.43 - 0.025 * i, top + 0.9 * high),
                    slide.times(0.4),
                    0.004);
        }
        front.part(Outline.box(0.0, top + 0.32 * high, 0.18, 0.3 * high, 0.01), slide.times(1.7), 0.01);
        front.part(Outline.line(0.006, -0.48, top + 0.75 * high, 0.4, top + 0.75 * high), slide.times(0.5), 0.003);
        front.part(Outline.polygon(-0.46, top, -0.41, top, -0.42, top - 0.03, -0.45, top - 0.03), slide, 0.008);
        front.part(Outline.box(0.4, top - 0.012, 0.05, 0.035, 0), slide, 0.008);
        if (chance.happens(0.25)) {
            front.part(Outline.box(-0.58, top + 0.4 * high, 0.2, 0.5 * high, 0.01), slide, 0.02);
        }
    }

    private static void revolver(Pen pen, Chance chance) {
        Material steel = steel(chance);
        Material wood = grip(chance);
        double barrel = chance.own("revolver", 0.07, 0.1);
        double from = -chance.between(0.3, 0.5);
        Shape grip = Outline.smooth(
                0.24, -0.12, 0.42, -0.1, 0.4, 0.06, 0.5, 0.34, 0.46, 0.42, 0.3, 0.42, 0.3, 0.2, 0.22, 0.06);
        Shape guard = Outline.ring(0.13, 0.05, 0.1, 0.08, 0.02);
        Shape frame =
                Outline.smooth(-0.06, -0.32, 0.3, -0.3, 0.4, -0.22, 0.42, -0.08, 0.25, 0.0, 0.0, 0.0, -0.07, -0.1);
        Shape tube = Outline.polygon(
                from,
                -0.31,
                0,
                -0.31,
                0,
                -0.31 + 1.7 * barrel,
                from + 0.06,
                -0.31 + 1.5 * barrel,
                from,
                -0.31 + barrel);
        pen.sides(tube, steel, 0.07);
        pen.sides(grip, wood, 0.09);
        Pen front = pen.lifted(0.07);
        front.part(guard, steel, 0.01);
        front.part(Outline.arc(0.022, 0.15, -0.02, 0.1, 0.05, 0.13, 0.11), steel, 0.01);
        front.part(tube, steel, 0.04);
        front.part(grip, wood, 0.06);
        front.part(frame, steel, 0.04);
        front.part(Outline.polygon(0.36, -0.24, 0.44, -0.34, 0.48, -0.32, 0.42, -0.18), steel, 0.015);
        Shape drum = Outline.box(0.1, -0.19, 0.24, 0.2, 0.03);
        front.part(drum, steel.times(1.2), 0.06);
        for (int i = -1; i <= 1; i++) {
            front.part(Outline.box(0.08, -0.19 + 0.065 * i, 0.15, 0.025, 0.012), steel.times(0.4), 0.01);
        }
        front.part(Outline.polygon(from + 0.02, -0.31, from + 0.1, -0.31, from + 0.04, -0.35), steel, 0.008);
    }

    static void longGun(Pen pen, Chance chance) {
        if (chance.happens(0.45)) {
            hunting(pen, chance);
        } else {
            assault(pen, chance);
        }
    }

    private static void assault(Pen pen, Chance chance) {
        Material steel = Material.gunmetal(chance);
        Material furniture = switch (chance.below(4)) {
            case 0 -> Material.wood(chance);
            case 1 ->
                Material.plastic(Paint.any("rifle", chance), chance).dull().times(0.5);
            default ->
                Material.plastic(Paint.dark("rifle.dark", chance), chance).dull();
        };
        double h = chance.own("rifle.high", 0.055, 0.08);
        double stock = chance.between(0.22, 0.5);
        boolean shortOne = chance.happens(0.25);
        Shape barrel = Outline.box(-0.36, -0.02, shortOne ? 0.16 : 0.28, 0.018, 0.004);
        Shape butt = stock > 0.3
                ? Outline.polygon(0.18, -0.5 * h, 0.5, -0.5 * h, 0.5, 1.5 * h, 0.44, 1.5 * h, 0.18, 0.5 * h)
                : Outline.holed(
                        Outline.polygon(
                                0.18, -0.4 * h, 0.5, -0.5 * h, 0.5, 1.7 * h, 0.46, 1.7 * h, 0.42, 0.7 * h, 0.18,
                                0.5 * h),
                        Outline.polygon(0.24, -0.1 * h, 0.42, -0.1 * h, 0.42, 0.3 * h, 0.24, 0.2 * h));
        double curve = chance.between(0, 0.08);
        double drop = chance.between(0.14, 0.24);
        Shape magazine = Outline.smooth(
                -0.06,
                0.5 * h,
                0.03,
                0.5 * h,
                0.02 - 0.3 * curve,
                0.5 * h + drop / 2,
                0.02 - curve,
                0.5 * h + drop,
                -0.06 - curve,
                0.48 * h + drop,
                -0.07 - 0.4 * curve,
                0.5 * h + drop / 2);
        Shape grip = Outline.polygon(0.1, 0.4 * h, 0.16, 0.4 * h, 0.2, 0.4 * h + 0.14, 0.15, 0.4 * h + 0.15);
        Shape hand = Outline.box(-0.21, -0.1 * h, 0.26, 0.75 * h, 0.01);
        Shape receiver = Outline.polygon(-0.1, -0.6 * h, 0.18, -0.55 * h, 0.2, 0.3 * h, 0.08, 0.55 * h, -0.1, 0.5 * h);
        for (Shape part : new Shape[] {barrel, butt, magazine, grip, hand, receiver}) {
            pen.sides(part, steel, 0.03);
        }
        Pen front = pen.lifted(0.03);
        front.part(barrel, steel, 0.01);
        front.part(Outline.box(shortOne ? -0.44 : -0.49, -0.02, 0.04, 0.026, 0.004), steel, 0.01);
        front.part(butt, furniture, 0.015);
        front.part(magazine, steel.times(0.9), 0.012);
        front.part(
                Outline.arc(0.006, -0.03, 0.6 * h, -0.035, 0.5 * h + drop / 2, -0.03 - curve, 0.45 * h + drop),
                steel.times(0.5),
                0.004);
        front.part(grip, furniture, 0.015);
        front.part(Outline.ring(0.08, 0.75 * h, 0.03, 0.022, 0.008), steel, 0.004);
        front.part(hand, furniture, 0.02);
        for (int i = 0; i < 5; i++) {
            front.part(Outline.box(-0.3 + 0.045 * i, -0.1 * h, 0.025, 0.2 * h, 0.004), furniture.times(0.4), 0.004);
        }
        front.part(receiver, steel, 0.015);
        front.part(Outline.box(0.02, -0.1 * h, 0.1, 0.3 * h, 0.005), steel.times(1.6), 0.006);
        front.part(Outline.polygon(-0.34, -0.02, -0.31, -0.02, -0.32, -0.09, -0.33, -0.09), steel, 0.006);
        switch (chance.below(4)) {
            case 0 ->
                front.part(
                        Outline.polygon(
                                -0.02, -0.55 * h, 0.16, -0.55 * h, 0.13, -1.5 * h, 0.1, -1.2 * h, 0.02, -1.2 * h),
                        steel,
                        0.01);
            case 1 -> scope(front, -1.25 * h, chance);
            case 2 -> front.part(Outline.box(0.05, -1.1 * h, 0.09, 0.9 * h, 0.01), steel.times(0.8), 0.015);
            default -> front.part(Outline.box(0.1, -0.75 * h, 0.06, 0.4 * h, 0), steel, 0.006);
        }
        if (chance.happens(0.3)) {
            Material strap = Material.cloth(Paint.any("sling", chance), chance);
            front.part(Outline.arc(0.014, -0.3, 0.3 * h, 0.1, chance.between(0.2, 0.5), 0.46, 0.8 * h), strap, 0.005);
        }
    }

    private static void scope(Pen pen, double y, Chance chance) {
        Material dark = Material.gunmetal(chance);
        pen.part(Outline.box(0.05, y, 0.22, 0.024, 0.01), dark, 0.01);
        pen.part(Outline.taper(-0.05, y, 0.03, -0.11, y, 0.046), dark, 0.015);
        pen.part(Outline.taper(0.13, y, 0.03, 0.18, y, 0.04), dark, 0.012);
        pen.part(Outline.box(0.05, y - 0.015, 0.03, 0.03, 0.004), dark, 0.008);
        pen.part(Outline.box(0, y + 0.02, 0.015, 0.035, 0), dark, 0.004);
        pen.part(Outline.box(0.1, y + 0.02, 0.015, 0.035, 0), dark, 0.004);
    }

    /** Shotguns and rifles with a stock in one piece. */
    private static void hunting(Pen pen, Chance chance) {
        Material steel = steel(chance);
        Material stock = chance.happens(0.7)
                ? Material.wood(chance)
                : Material.plastic(Paint.dark("stock", chance), chance).dull();
        double h = chance.own("shotgun", 0.04, 0.06);
        double drop = chance.between(0.04, 0.09);
        Shape barrel = Outline.box(-0.2, -0.02, 0.6, chance.between(0.018, 0.026), 0.004);
        Shape butt = Outline.smooth(
                0.08,
                -0.5 * h,
                0.2,
                -0.35 * h,
                0.28,
                0.1 * h + drop / 3,
                0.5,
                drop,
                0.5,
                drop + 2.3 * h,
                0.47,
                drop + 2.3 * h,
                0.27,
                1.1 * h + drop / 2,
                0.18,
                0.9 * h,
                0.06,
                0.6 * h);
        Shape fore = Outline.box(chance.between(-0.24, -0.12), 0.012, chance.between(0.18, 0.3), 0.8 * h, 0.4 * h);
        Shape receiver = Outline.box(0.06, 0, 0.2, 1.1 * h, 0.012);
        for (Shape part : new Shape[] {barrel, butt, fore, receiver}) {
            pen.sides(part, steel, 0.025);
        }
        Pen front = pen.lifted(0.025);
        front.part(barrel, steel, 0.01);
        if (chance.happens(0.6)) {
            front.part(Outline.box(-0.17, 0.004, 0.46, 0.02, 0.004), steel.times(0.8), 0.01);
        }
        front.part(butt, stock, 0.025);
        front.part(
                Outline.taper(0.495, drop, 0.012, 0.485, drop + 2.3 * h, 0.012),
                Material.plastic(Paint.grey(0.12), chance),
                0.006);
        front.part(receiver, steel, 0.014);
        front.part(fore, stock, 0.02);
        for (int i = 0; i < chance.below(8); i++) {
            front.part(Outline.box(-0.26 + 0.02 * i, 0.014, 0.006, 0.5 * h, 0), stock.times(0.5), 0.003);
        }
        front.part(Outline.ring(0.14, 0.8 * h, 0.035, 0.02, 0.007), steel, 0.004);
        front.part(Outline.line(0.008, 0.14, 0.5 * h, 0.135, 0.9 * h), steel, 0.003);
        if (chance.happens(0.4)) {
            scope(front, -1.3 * h, chance);
        }
        if (chance.happens(0.4)) {
            front.part(
                    Outline.line(0.012, 0.14, -0.1 * h, 0.17, 0.6 * h),
                    Material.metal(Paint.silver(chance), chance),
                    0.005);
        }
    }
}

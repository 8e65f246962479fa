package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;

/** Knives and sticks, lengthwise, their handles to the right. */
final class Arms {
    private Arms() {}

    private static Material blade(Chance chance) {
        Material metal = Material.metal(Paint.silver(chance), chance);
        return chance.happens(0.15) ? metal.times(0.12) : metal;
    }

    static void knife(Pen pen, Chance chance) {
        Material metal = blade(chance);
        double joint = chance.own("knife.joint", 0.02, 0.16);
        double half = chance.own("knife.half", 0.03, 0.075);
        int kind = chance.below(7);
        Shape edge = switch (kind) {
            case 0 ->
                Outline.polygon(
                        joint,
                        -half,
                        -0.42,
                        -0.9 * half,
                        -0.5,
                        -0.2 * half,
                        -0.5,
                        1.9 * half,
                        joint - 0.04,
                        2 * half,
                        joint,
                        half);
            case 1 -> Outline.smooth(joint, -0.9 * half, -0.2, -half, -0.5, 0, -0.2, half, joint, 0.9 * half);
            case 2 ->
                Outline.polygon(
                        joint,
                        -half,
                        -0.3,
                        -half,
                        -0.36,
                        -0.5 * half,
                        -0.5,
                        0.1 * half,
                        -0.42,
                        0.7 * half,
                        -0.3,
                        half,
                        joint,
                        half);
            default -> curved(joint, half, chance);
        };
        Material handle = switch (chance.below(3)) {
            case 0 -> Material.wood(chance);
            case 1 ->
                Material.plastic(Paint.dark("knife.handle", chance), chance).dull();
            default -> Material.plastic(Paint.any("knife.handle", chance), chance);
        };
        double grip = Math.max(0.032, 0.75 * half);
        double wave = chance.between(0, 0.35) * grip;
        Shape hold = chance.happens(0.4)
                ? Outline.box((joint + 0.5) / 2, 0, 0.5 - joint, 2 * grip, 0.6 * grip)
                : Outline.smooth(
                        joint,
                        -grip,
                        (joint + 0.5) / 2,
                        -grip + wave,
                        0.44,
                        -grip - wave,
                        0.5,
                        0,
                        0.46,
                        1.1 * grip + wave,
                        (joint + 0.5) / 2,
                        grip - wave,
                        joint + 0.02,
                        grip);
        pen.sides(edge, metal, 0.012);
        pen.sides(hold, handle, 0.04);
        Pen low = pen.lifted(0.012);
        low.part(edge, metal, 0.006);
        // The ground edge is brighter or darker than the flat.
        low.part(
                Outline.taper(joint - 0.02, 0.72 * half, 0.4 * half, -0.4, 0.62 * half, 0.3 * half),
                metal.times(chance.between(0.7, 1.3)),
                0.006);
        if (chance.happens(0.25)) {
            low.part(Outline.line(0.16 * half, joint - 0.04, -0.3 * half, -0.25, -0.3 * half), metal.times(0.5), 0.008);
        }
        Pen top = pen.lifted(0.03);
        top.part(hold, handle, 0.7 * grip);
        if (chance.happens(0.55)) {
            Material rivet = Material.metal(chance.happens(0.5) ? Paint.brass(chance) : Paint.silver(chance), chance);
            for (int i = 0; i < 3; i++) {
                top.part(
                        Outline.oval(joint + (0.2 + 0.3 * i) * (0.5 - joint), 0, 0.2 * grip, 0.2 * grip), rivet, 0.006);
            }
        } else {
            for (int i = 0; i < 6; i++) {
                top.part(
                        Outline.box(joint + (0.25 + 0.1 * i) * (0.5 - joint), 0, 0.01, 1.6 * grip, 0),
                        handle.times(0.5),
                        0.006);
            }
        }
        if (chance.happens(kind == 1 || kind == 2 ? 0.8 : 0.2)) {
            top.part(Outline.box(joint, 0, 0.025, 2 * grip + 0.06, 0.008), metal.times(0.6), 0.01);
        }
    }

    private static Shape curved(double joint, double half, Chance chance) {
        double belly = chance.between(0.9, 1.3) * half;
        return Outline.smooth(
                joint,
                -0.9 * half,
                joint - 0.1,
                -half,
                -0.15,
                -0.95 * half,
                -0.38,
                -0.5 * half,
                -0.5,
                0.25 * half,
                -0.4,
                0.85 * half,
                -0.15,
                belly,
                joint - 0.1,
                belly,
                joint - 0.02,
                belly,
                joint,
                0.5 * half);
    }

    static void stick(Pen pen, Chance chance) {
        switch (chance.below(7)) {
            case 0, 1 -> branch(pen, chance);
            case 2 -> bat(pen, chance);
            case 3 -> baton(pen, chance);
            case 4 -> cane(pen, chance);
            default -> pole(pen, chance);
        }
    }

    private static void branch(Pen pen, Chance chance) {
        Material bark = Material.wood(chance).grained(Grain.BARK).times(chance.between(0.5, 1.2));
        int joints = 9;
        double thick = chance.own("branch", 0.02, 0.045);
        double bend = 0.04 * chance.normal();
        double[] xy = new double[4 * joints];
        for (int i = 0; i < joints; i++) {
            double t = (double) i / (joints - 1);
            double x = -0.5 + t;
            double y = bend * Math.sin(Math.PI * t) + 0.008 * chance.normal();
            double half = thick * (0.55 + 0.6 * t) * chance.between(0.85, 1.15);
            xy[2 * i] = x;
            xy[2 * i + 1] = y - half;
            xy[4 * joints - 2 * i - 2] = x;
            xy[4 * joints - 2 * i - 1] = y + half;
        }
        for (int i = 0; i < chance.below(4); i++) {
            double x = chance.between(-0.4, 0.2);
            double side = chance.happens(0.5) ? 1 : -1;
            double length = chance.between(0.04, 0.2);
            pen.part(
                    Outline.taper(x + 0.04, bend * 0.7, thick, x - length, side * (length * 0.7 + thick), 0.3 * thick),
                    bark,
                    thick / 2);
        }
        Shape wood = Outline.smooth(xy);
        pen.sides(wood, bark, 0.02);
        pen.lifted(0.02).part(wood, bark, thick);
        for (int i = 0; i < chance.below(4); i++) {
            pen.lifted(0.02)
                    .part(
                            Outline.oval(chance.between(-0.4, 0.4), bend * 0.7, 0.6 * thick, 0.4 * thick),
                            bark.times(0.5),
                            0.01);
        }
    }

    private static void bat(Pen pen, Chance chance) {
        double fat = chance.own("bat", 0.035, 0.055);
        Material body = chance.happens(0.7) ? Material.wood(chance) : Material.metal(Paint.any("bat", chance), chance);
        Shape shape = Outline.smooth(
                -0.5,
                0,
                -0.48,
                -0.85 * fat,
                -0.3,
                -fat,
                0,
                -0.75 * fat,
                0.25,
                -0.42 * fat,
                0.47,
                -0.42 * fat,
                0.5,
                0,
                0.47,
                0.42 * fat,
                0.25,
                0.42 * fat,
                0,
                0.75 * fat,
                -0.3,
                fat,
                -0.48,
                0.85 * fat);
        pen.part(shape, body, 0.9 * fat);
        Material tape = Material.cloth(Paint.any("bat.tape", chance), chance);
        pen.part(Outline.box(0.36, 0, 0.22, 0.92 * fat, 0.005), tape, 0.4 * fat);
        pen.part(Outline.box(0.49, 0, 0.025, 1.4 * fat, 0.01), body, 0.01);
        if (chance.happens(0.6)) {
            pen.part(Outline.box(-0.2, 0, 0.14, 0.5 * fat, 0.01), body.times(0.4), 0.004);
        }
    }

    private static void baton(Pen pen, Chance chance) {
        double half = chance.own("baton", 0.018, 0.03);
        Material rubber = Material.plastic(Paint.dark("baton", chance), chance);
        pen.part(Outline.box(-0.12, 0, 0.76, 2 * half, half), rubber, half);
        pen.part(Outline.box(0.36, 0, 0.28, 2.5 * half, half), rubber.times(0.8), half);
        for (int i = 0; i < 6; i++) {
            pen.part(Outline.box(0.27 + 0.035 * i, 0, 0.01, 2.4 * half, 0), rubber.times(0.4), 0.005);
        }
        if (chance.happens(0.35)) {
            pen.part(Outline.box(0.18, -0.08, 2.2 * half, 0.16, half), rubber, half);
        }
    }

    private static void cane(Pen pen, Chance chance) {
        double half = chance.own("cane", 0.013, 0.022);
        Material wood = chance.happens(0.7) ? Material.wood(chance) : Material.metal(Paint.any("cane", chance), chance);
        if (chance.happens(0.6)) {
            pen.part(Outline.arc(2 * half, 0.36, 0, 0.56, -0.02, 0.48, -0.14), wood, half);
            pen.part(Outline.line(2 * half, 0.48, -0.14, 0.42, -0.16), wood, half);
        } else {
            pen.part(Outline.box(0.42, -0.01, 0.05, 0.2, 0.025), wood.times(0.7), 0.02);
        }
        pen.part(Outline.line(2 * half, -0.48, 0, 0.38, 0), wood, half);
        pen.part(Outline.box(-0.485, 0, 0.03, 2.6 * half, 0.005), Material.plastic(Paint.grey(0.1), chance), half);
    }

    /** A broomstick, a pipe, a staff: straight and even. */
    private static void pole(Pen pen, Chance chance) {
        double half = chance.own("pole", 0.011, 0.03);
        Material body = switch (chance.below(3)) {
            case 0 -> Material.metal(Paint.silver(chance), chance);
            case 1 -> Material.plastic(Paint.any("pole", chance), chance);
            default -> Material.wood(chance);
        };
        Shape shape = Outline.taper(-0.5, 0, 2 * half * chance.between(0.8, 1), 0.5, 0, 2 * half);
        pen.part(shape, body, half);
        if (chance.happens(0.4)) {
            pen.part(
                    Outline.box(0.4, 0, 0.2, 2.2 * half, 0.003),
                    Material.cloth(Paint.any("pole.tape", chance), chance),
                    half);
        }
        if (chance.happens(0.4)) {
            pen.part(Outline.box(-0.49, 0, 0.02, 2.3 * half, 0.003), body.times(0.5), half);
        }
    }
}

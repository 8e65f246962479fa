package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Keys alone and on rings. */
final class Keys {
    private Keys() {}

    /** One key, its head to the left. */
    static void single(Pen pen, Chance chance) {
        switch (chance.below(8)) {
            case 0 -> car(pen, chance);
            case 1, 2 -> old(pen, chance);
            default -> flat(pen, chance);
        }
    }

    private static Material metal(Chance chance) {
        return Material.metal(chance.happens(0.4) ? Paint.brass(chance) : Paint.silver(chance), chance);
    }

    private static void flat(Pen pen, Chance chance) {
        Material metal = metal(chance);
        double head = chance.own("key.head", 0.13, 0.2);
        double blade = chance.own("key.blade", 0.035, 0.06);
        double x = -0.5 + head;
        Shape bow = switch (chance.below(4)) {
            case 0 -> Outline.oval(x, 0, head, head * chance.between(0.9, 1.15));
            case 1 -> Outline.box(x, 0, 2 * head, 2.1 * head, 0.35 * head);
            case 2 ->
                Outline.smooth(
                        x - head,
                        0,
                        x - 0.7 * head,
                        -head,
                        x + 0.2 * head,
                        -1.05 * head,
                        x + head,
                        -0.35 * head,
                        x + head,
                        0.35 * head,
                        x + 0.2 * head,
                        1.05 * head,
                        x - 0.7 * head,
                        head);
            default ->
                Outline.polygon(
                        x - head,
                        -0.5 * head,
                        x - 0.5 * head,
                        -head,
                        x + 0.5 * head,
                        -head,
                        x + head,
                        -0.4 * head,
                        x + head,
                        0.4 * head,
                        x + 0.5 * head,
                        head,
                        x - 0.5 * head,
                        head,
                        x - head,
                        0.5 * head);
        };
        Shape holed = Outline.holed(bow, Outline.oval(x - 0.55 * head, 0, 0.26 * head, 0.26 * head));
        Shape shaft = teeth(x + 0.85 * head, blade, chance);
        pen.sides(holed, metal, 0.03);
        pen.sides(shaft, metal, 0.03);
        Pen top = pen.lifted(0.03);
        top.part(shaft, metal, 0.012);
        top.part(
                Outline.box(0.5 * (x + head + 0.42), -0.25 * blade, 0.4 - x - head, 0.3 * blade, 0),
                metal.times(0.45),
                0.01);
        if (chance.happens(0.3)) {
            Material cap = Material.plastic(Paint.any("key.cap", chance), chance);
            top.lifted(0.01).part(holed, cap, 0.03);
        } else {
            top.part(holed, metal, 0.02);
            top.part(Outline.box(x + 0.25 * head, 0, 0.5 * head, 1.1 * head, 0.1 * head), metal.times(0.8), 0.01);
        }
    }

    /** The blade with its cuts. */
    private static Shape teeth(double from, double half, Chance chance) {
        Path2D path = new Path2D.Double();
        path.moveTo(from, -half);
        path.lineTo(0.46, -half);
        path.lineTo(0.5, -0.1 * half);
        path.lineTo(0.46, half);
        int cuts = chance.whole(4, 6);
        double step = (0.44 - from - 0.08) / cuts;
        for (int i = 0; i < cuts; i++) {
            double x = 0.44 - i * step;
            double deep = half * chance.between(0.05, 0.8);
            path.lineTo(x - 0.35 * step, deep);
            path.lineTo(x - 0.65 * step, deep);
            path.lineTo(x - step, half * chance.between(0.6, 1));
        }
        path.lineTo(from + 0.03, half);
        path.lineTo(from, 1.4 * half);
        path.closePath();
        return path;
    }

    /** A key with a round shaft and a bit. */
    private static void old(Pen pen, Chance chance) {
        Material metal = metal(chance).grained(Grain.WORN).times(chance.between(0.3, 1));
        double head = chance.own("key.old", 0.1, 0.17);
        double x = -0.5 + head;
        double thick = chance.between(0.03, 0.05);
        Shape bow = chance.happens(0.5)
                ? Outline.ring(x, 0, head - thick / 2, (head - thick / 2) * chance.between(0.8, 1.2), thick)
                : Outline.holed(
                        Outline.smooth(
                                x - head,
                                0,
                                x - 0.2 * head,
                                -1.1 * head,
                                x + head,
                                -0.4 * head,
                                x + head,
                                0.4 * head,
                                x - 0.2 * head,
                                1.1 * head),
                        Outline.oval(x - 0.35 * head, -0.35 * head, 0.3 * head, 0.25 * head),
                        Outline.oval(x - 0.35 * head, 0.35 * head, 0.3 * head, 0.25 * head));
        Shape shaft = Outline.box((x + head + 0.5) / 2, 0, 0.5 - x - head, thick, thick / 2);
        double bit = chance.between(0.1, 0.17);
        Shape web = Outline.polygon(
                0.46, 0, 0.46, bit, 0.42, bit, 0.42, 0.6 * bit, 0.39, 0.6 * bit, 0.39, bit, 0.34, bit, 0.34, 0);
        for (Shape part : new Shape[] {web, shaft, bow}) {
            pen.sides(part, metal, 0.03);
        }
        Pen top = pen.lifted(0.03);
        top.part(web, metal, 0.01);
        top.part(shaft, metal, thick / 2);
        top.part(Outline.box(x + head + 0.03, 0, 0.04, 1.7 * thick, 0.01), metal, 0.015);
        top.part(bow, metal, thick / 2);
    }

    private static void car(Pen pen, Chance chance) {
        Material body = Material.plastic(Paint.dark("key.car", chance), chance);
        double half = chance.own("key.car.half", 0.13, 0.19);
        Shape shell = Outline.smooth(
                -0.5,
                0,
                -0.44,
                -half,
                -0.1,
                -1.1 * half,
                0.08,
                -0.6 * half,
                0.08,
                0.6 * half,
                -0.1,
                1.1 * half,
                -0.44,
                half);
        Shape shaft = teeth(0.02, 0.045, chance);
        Material metal = Material.metal(Paint.silver(chance), chance);
        pen.part(shaft, metal, 0.012);
        pen.sides(shell, body, 0.09);
        Pen top = pen.lifted(0.09);
        top.part(shell, body, 0.05);
        Material button = body.times(chance.between(1.6, 4));
        for (int i = 0; i < chance.whole(2, 3); i++) {
            top.part(Outline.box(-0.36 + 0.13 * i, 0, 0.1, 1.1 * half, 0.03), button, 0.015);
        }
        top.part(Outline.oval(-0.03, 0, 0.03, 0.03), Material.metal(Paint.silver(chance), chance), 0.01);
    }

    /** Keys and a fob on a ring. */
    static void ring(Pen pen, Chance chance) {
        double radius = chance.own("ring.radius", 0.1, 0.2);
        Material metal = Material.metal(Paint.silver(chance), chance);
        int keys = chance.whole(1, 5);
        double y = -0.5 + radius;
        double spread = chance.between(0.15, 0.5);
        double size = 1.05 - 1.6 * radius;
        if (keys == 1 || chance.happens(0.6)) {
            fob(pen, y, radius, size, chance);
        }
        for (int i = 0; i < keys; i++) {
            double angle = Math.PI / 2 + spread * (i - (keys - 1) / 2.0) + 0.12 * chance.normal();
            double reach = radius - 0.02 + 0.37 * size;
            Pen key = pen.at(
                    Math.cos(angle) * reach, y + Math.sin(angle) * reach, angle, 0.86 * size * chance.between(0.75, 1));
            single(key.lifted(0.02 * i), chance);
        }
        double thick = chance.between(0.014, 0.026);
        pen.lifted(0.02).part(Outline.ring(0, y, radius, radius, thick), metal, thick / 2);
        if (chance.happens(0.6)) {
            pen.lifted(0.03).part(Outline.ring(0.01, y + 0.008, radius, radius, thick), metal, thick / 2);
        }
    }

    private static void fob(Pen pen, double y, double radius, double size, Chance chance) {
        double angle = Math.PI / 2 + (chance.happens(0.5) ? 1 : -1) * chance.between(0.6, 2);
        double reach = radius + 0.3 * size;
        Pen fob = pen.at(Math.cos(angle) * reach, y + Math.sin(angle) * reach, angle, 0.62 * size);
        Material link = Material.metal(Paint.silver(chance), chance);
        fob.part(Outline.line(0.05, -0.5, 0, -0.3, 0), link, 0.02);
        Material body = switch (chance.below(3)) {
            case 0 -> Material.leather(Paint.hide("fob", chance), chance);
            case 1 -> Material.metal(Paint.silver(chance), chance);
            default -> Material.plastic(Paint.bright("fob", chance), chance);
        };
        Shape shape = switch (chance.below(4)) {
            case 0 -> Outline.oval(0, 0, 0.32, 0.32);
            case 1 -> Outline.box(0.08, 0, 0.75, 0.35, 0.08);
            case 2 -> Outline.smooth(-0.3, 0, 0, -0.35, 0.35, -0.2, 0.45, 0, 0.35, 0.2, 0, 0.35);
            default -> Outline.polygon(-0.32, 0, 0, -0.3, 0.42, -0.2, 0.42, 0.2, 0, 0.3);
        };
        fob.sides(shape, body, 0.08);
        fob.lifted(0.08).part(shape, body, 0.06);
        fob.lifted(0.08).part(Outline.oval(0.05, 0, 0.12, 0.12), body.times(chance.between(0.4, 2)), 0.02);
    }
}

package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.awt.Shape;

/** Drones from above, from below and from the side. */
final class Drones {
    private Drones() {}

    static void drone(Pen pen, Chance chance) {
        Material body = switch (chance.below(3)) {
            case 0 -> Material.plastic(Paint.grey(chance.own("drone.light", 0.75, 0.97)), chance);
            case 1 -> Material.plastic(Paint.dark("drone.dark", chance), chance);
            default -> Material.plastic(Paint.any("drone", chance), chance);
        };
        // How far the rotors' circle is foreshortened: 1 from straight above.
        double seen = chance.happens(0.45) ? chance.between(0.75, 1) : chance.between(0.12, 0.6);
        int arms = chance.happens(0.8) ? 4 : 6;
        double reach = chance.own("drone.reach", 0.3, 0.38);
        double turn = arms == 4 ? Math.PI / 4 + 0.25 * chance.normal() : chance.between(0, 1);
        double rotor = arms == 4 ? chance.own("drone.rotor", 0.13, 0.2) : 0.13;
        double thick = chance.between(0.03, 0.055);
        boolean spinning = chance.happens(0.6);
        Material dark = Material.plastic(Paint.grey(0.14), chance);
        if (seen < 0.65 && chance.happens(0.75)) {
            double drop = 0.16 + 0.1 * (1 - seen);
            for (int side = -1; side <= 1; side += 2) {
                pen.part(Outline.line(0.018, side * 0.07, 0.03, side * 0.16, drop), body.times(0.7), 0.008);
                pen.part(Outline.line(0.02, side * 0.16 - 0.1, drop, side * 0.16 + 0.1, drop), body.times(0.7), 0.008);
            }
        }
        for (int i = 0; i < arms; i++) {
            double angle = turn + i * 2 * Math.PI / arms;
            double x = reach * Math.cos(angle);
            double y = reach * Math.sin(angle) * seen;
            pen.part(Outline.taper(0, 0, 1.5 * thick, x, y, thick), body.times(0.9), thick / 2);
            pen.part(
                    Outline.box(x, y - 0.02 * (1 - seen), 0.06, 0.06 * (0.5 + 0.5 * seen) + 0.04 * (1 - seen), 0.02),
                    dark.times(1.5),
                    0.015);
        }
        hull(pen, body, seen, chance);
        Pen top = pen.lifted(0.05);
        for (int i = 0; i < arms; i++) {
            double angle = turn + i * 2 * Math.PI / arms;
            double x = reach * Math.cos(angle);
            double y = reach * Math.sin(angle) * seen - 0.05 * (1 - seen);
            blades(top, x, y, rotor, seen, spinning, dark, chance);
        }
        if (chance.happens(0.3)) {
            Material lamp =
                    Material.plastic(Paint.bright("drone.lamp", chance), chance).times(2);
            top.part(Outline.oval(0.08, 0.06 * seen, 0.014, 0.014), lamp, 0.006);
        }
    }

    private static void hull(Pen pen, Material body, double seen, Chance chance) {
        double half = chance.own("drone.hull", 0.09, 0.14);
        double high = half * (0.55 + 0.75 * seen);
        Shape hull = chance.happens(0.5)
                ? Outline.box(0, 0, 2 * half, 2 * high, 0.5 * high)
                : Outline.smooth(
                        -half, 0, -0.7 * half, -high, 0.7 * half, -high, half, 0, 0.6 * half, high, -0.6 * half, high);
        pen.sides(hull, body, 0.05);
        Pen top = pen.lifted(0.05);
        top.part(hull, body, 0.05);
        top.part(
                Outline.box(0, -0.15 * high, 0.9 * half, 0.7 * high, 0.02),
                body.times(chance.between(0.4, 1.2)),
                0.015);
        // The camera hangs below, in front.
        Material dark = Material.glass(Paint.grey(0.07), 1, chance);
        double y = high * chance.between(0.75, 1.1);
        top.part(Outline.box(0, y, 0.09, 0.075, 0.02), body.times(0.45), 0.015);
        top.part(Outline.oval(0, y + 0.005, 0.027, 0.027), dark, 0.012);
    }

    private static void blades(
            Pen pen, double x, double y, double rotor, double seen, boolean spinning, Material dark, Chance chance) {
        double flat = Math.max(0.1, seen);
        if (spinning) {
            pen.part(Outline.oval(x, y, rotor, rotor * flat), dark.times(3).opaque(chance.between(0.12, 0.35)), 0.004);
        }
        double angle = chance.between(0, Math.PI);
        double dx = rotor * Math.cos(angle);
        double dy = rotor * Math.sin(angle) * flat;
        Material blade = spinning ? dark.opaque(0.45) : dark;
        pen.part(Outline.taper(x, y, 0.014, x + dx, y + dy, 0.03), blade, 0.006);
        pen.part(Outline.taper(x, y, 0.014, x - dx, y - dy, 0.03), blade, 0.006);
        pen.part(Outline.oval(x, y, 0.02, 0.02 * (0.4 + 0.6 * seen)), dark.times(2), 0.01);
    }
}

package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;

/**
 * A hand that holds a thing.
 *
 * @param x where it grips, in the thing's units
 * @param angle where the forearm comes from, clockwise from the right
 * @param across half of what the fingers reach round
 */
record Hand(double x, double y, double angle, double across) {
    /** What lies behind the thing: palm, thumb's root and forearm. */
    void behind(Pen pen, Material skin, Material sleeve, double size, Chance chance) {
        Pen own = pen.at(x, y, angle, size).other();
        double wrist = 0.36;
        own.part(Outline.taper(0.1, 0, wrist * 1.1, 1.0, 0, wrist * 1.25), skin, 0.14);
        double bend = chance.between(-1.5, 1.5);
        own.part(Outline.taper(0.9, 0, wrist * 1.3, 10, bend, wrist * 2), chance.happens(0.3) ? skin : sleeve, 0.16);
        own.part(Outline.smooth(-0.25, -0.3, 0.1, -0.34, 0.35, -0.2, 0.4, 0.15, 0.2, 0.3, -0.2, 0.28), skin, 0.12);
    }

    /** What lies before it: the fingers, across the thing. */
    void before(Pen pen, Material skin, double size, Chance chance) {
        Pen own = pen.at(x, y, angle, size).other();
        double reach = Math.max(0.16, across / size + 0.08);
        for (int i = 0; i < 4; i++) {
            double at = -0.26 + 0.16 * i;
            double out = reach * (i == 3 ? 0.85 : 1);
            double thick = i == 3 ? 0.13 : 0.155;
            own.part(
                    Outline.line(thick, at + 0.03, 0.28, at, -0.05, at + 0.01, -out + 0.12 * chance.between(0, 1)),
                    skin,
                    0.06);
        }
        own.part(Outline.line(0.17, 0.25, -0.2, 0.02, -reach * 0.8, -0.16, -reach), skin, 0.07);
    }
}

package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.scene.Place.Spot;

/** Cars and vans. */
final class Cars {
    private static final float[] WHITE = {1, 0.93f, 0.8f};
    private static final float[] RED = {1, 0.03f, 0.02f};

    private Cars() {}

    /** Seen from the side; {@code ahead} is 1 for one that drives to the right. */
    static void side(Place place, Spot spot, float[] paint, int ahead, boolean lit, Chance chance) {
        double m = spot.metre();
        double length = m * chance.between(3.6, 5);
        double high = m * chance.between(1.35, 2);
        double y = spot.y() - m * 0.15;
        double x = spot.x() - length / 2;
        Canvas canvas = place.canvas();
        Ink body = Surface.lit(Surface.blotched(chance, "car body", paint, length * 0.2, 0.12), y - high, y, 0.9);
        double waist = y - high * 0.55;
        double front = chance.between(0.1, 0.3);
        double rear = chance.between(0.02, 0.2);
        canvas.fill(
                Forms.polygon(
                        at(x, length, rear, ahead),
                        waist,
                        at(x, length, rear + 0.12, ahead),
                        y - high,
                        at(x, length, 0.9 - front - 0.1, ahead),
                        y - high,
                        at(x, length, 0.95 - front, ahead),
                        waist),
                body);
        canvas.fill(
                Forms.polygon(
                        at(x, length, rear + 0.05, ahead),
                        waist,
                        at(x, length, rear + 0.14, ahead),
                        y - high * 0.94,
                        at(x, length, 0.88 - front - 0.1, ahead),
                        y - high * 0.94,
                        at(x, length, 0.91 - front, ahead),
                        waist),
                Ink.plain(0.03f, 0.04f, 0.05f));
        canvas.fill(Forms.rounded(x, waist, length, high * 0.48, high * 0.12), body);
        for (double wheel : new double[] {0.2, 0.8}) {
            double wx = x + length * wheel;
            canvas.fill(Forms.ellipse(wx, y, m * 0.33, m * 0.33), Ink.plain(0.015f, 0.015f, 0.015f));
            canvas.fill(Forms.ellipse(wx, y, m * 0.17, m * 0.17), Ink.plain(0.3f, 0.3f, 0.3f));
        }
        if (lit) {
            place.glow(
                    at(x, length, 0.99, ahead), waist + high * 0.15, Math.max(1, m * 0.09), WHITE, chance.ratio(1, 8));
            place.glow(
                    at(x, length, 0.01, ahead), waist + high * 0.15, Math.max(1, m * 0.07), RED, chance.ratio(0.7, 4));
        }
    }

    private static double at(double x, double length, double share, int ahead) {
        return ahead > 0 ? x + length * share : x + length * (1 - share);
    }

    static void front(Place place, Spot spot, float[] paint, boolean rear, boolean lit, Chance chance) {
        double m = spot.metre();
        double half = m * chance.between(0.8, 1);
        double high = m * chance.between(1.35, 2);
        double x = spot.x();
        double y = spot.y() - m * 0.1;
        Canvas canvas = place.canvas();
        Ink body = Surface.lit(Surface.blotched(chance, "car body", paint, half, 0.12), y - high, y, 0.8);
        for (int side = -1; side <= 1; side += 2) {
            canvas.fill(
                    Forms.rounded(x + side * half * 0.8 - half * 0.15, y - m * 0.4, half * 0.3, m * 0.5, m * 0.05),
                    Ink.plain(0.015f, 0.015f, 0.015f));
        }
        canvas.fill(
                Forms.polygon(
                        x - half,
                        y - high * 0.55,
                        x - half * 0.75,
                        y - high,
                        x + half * 0.75,
                        y - high,
                        x + half,
                        y - high * 0.55),
                body);
        canvas.fill(
                Forms.polygon(
                        x - half * 0.85,
                        y - high * 0.57,
                        x - half * 0.68,
                        y - high * 0.94,
                        x + half * 0.68,
                        y - high * 0.94,
                        x + half * 0.85,
                        y - high * 0.57),
                Ink.plain(0.03f, 0.04f, 0.05f));
        canvas.fill(Forms.rounded(x - half, y - high * 0.58, 2 * half, high * 0.55, high * 0.08), body);
        canvas.fill(Forms.box(x - half * 0.5, y - high * 0.25, half, high * 0.14), Ink.plain(0.05f, 0.05f, 0.05f));
        for (int side = -1; side <= 1; side += 2) {
            double lx = x + side * half * 0.75;
            double ly = y - high * 0.4;
            float[] colour = rear ? RED : WHITE;
            canvas.fill(
                    Forms.ellipse(lx, ly, half * 0.16, high * 0.06),
                    Ink.plain(colour[0] * 0.6f, colour[1] * 0.6f, colour[2] * 0.6f));
            if (lit) {
                place.glow(lx, ly, Math.max(1, m * 0.1), colour, rear ? chance.ratio(0.7, 4) : chance.ratio(2, 14));
            }
        }
    }
}

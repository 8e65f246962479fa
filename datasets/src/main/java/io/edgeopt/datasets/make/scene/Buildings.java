package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;

/** Houses from the front. */
final class Buildings {
    private Buildings() {}

    static void facade(Place place, double x, double y, double w, double h, Chance chance) {
        Canvas canvas = place.canvas();
        float[] wall = Surface.colour(chance, "facade", 0.45, 0.3, 0.95);
        Ink paint = chance.happens(0.5)
                ? Surface.tiled(chance, "facade bricks", wall, chance.ratio(3, 7), 0.5)
                : Surface.blotched(chance, "facade plaster", wall, 20, 0.15);
        Ink shaded = Surface.lit(paint, y, y + h, chance.between(-0.3, 0.3));
        canvas.fill(Forms.box(x, y, w, h), shaded);
        if (chance.happens(0.4)) {
            float[] roof = Surface.colour(chance, "roof", 0.6, 0.25, 0.7);
            double peak = y - w * chance.between(0.1, 0.5);
            canvas.fill(
                    Forms.polygon(x - w * 0.05, y, x + w / 2, peak, x + w * 1.05, y),
                    Surface.tiled(chance, "roof tiles", roof, 3, 0.5));
        }
        int columns = chance.whole(1, 6);
        int rows = Math.max(1, (int) (columns * h / w * chance.between(0.5, 1)));
        double pitchX = w / (columns + 0.4);
        double pitchY = h / (rows + 0.6);
        double ww = pitchX * chance.between(0.4, 0.8);
        double wh = pitchY * chance.between(0.4, 0.75);
        double lit = place.dark() ? chance.between(0, 0.5) : 0.02;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double wx = x + pitchX * (column + 0.35);
                double wy = y + pitchY * (row + 0.35);
                window(place, wx, wy, ww, wh, chance.happens(lit), chance);
            }
        }
    }

    private static void window(Place place, double x, double y, double w, double h, boolean lit, Chance chance) {
        float[] glass = Surface.colour(chance, "panes", 0.4, 0.1, 0.6);
        if (lit) {
            float[] lamp = Places.lamp(chance);
            double level = chance.ratio(0.15, 1.2);
            for (int i = 0; i < 3; i++) {
                glass[i] = (float) (lamp[i] * level / Math.max(0.03, place.ambient()[i]));
            }
        }
        Ink ink = lit ? Surface.blotched(chance, "lit pane", glass, 5, 0.6) : Ink.plain(glass[0], glass[1], glass[2]);
        place.canvas().fill(Forms.box(x, y, w, h), ink);
        if (w > 5) {
            place.canvas().fill(Forms.box(x + w / 2 - 0.5, y, 1, h), Ink.plain(0.4f, 0.4f, 0.38f));
        }
    }
}

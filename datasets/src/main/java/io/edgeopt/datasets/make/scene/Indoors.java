package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.scene.Place.Hour;
import io.edgeopt.datasets.make.scene.Place.Kind;
import io.edgeopt.datasets.make.scene.Place.Spot;

/** Rooms, kitchens and halls: a box in perspective, with windows, furniture and lamps. */
final class Indoors {
    private final Canvas canvas;
    private final Chance chance;
    private final Kind kind;
    private final Hour hour;
    private final double width;
    private final double height;

    private Indoors(Canvas canvas, Chance chance, Kind kind, Hour hour) {
        this.canvas = canvas;
        this.chance = chance;
        this.kind = kind;
        this.hour = hour;
        this.width = canvas.width();
        this.height = canvas.height();
    }

    static Place draw(Canvas canvas, Kind kind, Hour hour, float[] ambient, boolean peopled, Chance chance) {
        return new Indoors(canvas, chance, kind, hour).draw(ambient, peopled);
    }

    private Place draw(float[] ambient, boolean peopled) {
        double vanishX = width * chance.between(0.15, 0.85);
        double back = kind == Kind.HALL ? chance.between(0.18, 0.4) : chance.between(0.4, 0.95);
        double left = vanishX - width * back * chance.between(0.4, 0.6);
        double right = left + width * back;
        double floor = height * chance.between(0.5, 0.78);
        double cameraHeight = chance.ratio(1.3, 3);
        double roomHeight = kind == Kind.HALL ? chance.between(5, 9) : chance.between(2.4, 3.1);
        double horizon = floor - height * chance.between(0.15, 0.45);
        double metre = (floor - horizon) / cameraHeight;
        double ceiling = floor - metre * roomHeight;
        walls(vanishX, horizon, left, right, floor, ceiling);
        Place place = new Place(canvas, kind, hour, horizon, cameraHeight, floor, ambient, peopled);
        onTheWall(place, left, right, floor, ceiling);
        if (kind == Kind.KITCHEN) {
            Furniture.kitchenRow(place, left, right, floor, metre, chance);
        }
        int things = chance.whole(2, kind == Kind.HALL ? 9 : 6);
        double[] rows = new double[things];
        for (int i = 0; i < things; i++) {
            rows[i] = floor + (height * 1.1 - floor) * Math.pow(chance.between(0, 1), 1.6);
        }
        java.util.Arrays.sort(rows);
        for (double row : rows) {
            Spot spot = new Spot(chance.between(-0.05, 1.05) * width, row, place.metre(row));
            place.occupy(spot, 2.2, kind == Kind.HALL ? 2.6 : 1);
            if (kind == Kind.HALL) {
                Furniture.store(place, spot, chance);
            } else {
                Furniture.home(place, spot, chance);
            }
        }
        lamps(place, ceiling, floor, left, right);
        return place;
    }

    private void walls(double vx, double vy, double left, double right, double floor, double ceiling) {
        float[] wall = Surface.colour(chance, "wall", 0.35, 0.45, 0.97);
        float[] ground = Surface.colour(chance, "floor", 0.5, 0.25, 0.85);
        float[] above = Surface.colour(chance, "ceiling", 0.1, 0.7, 0.98);
        Ink paint = switch (chance.below(5)) {
            case 0 -> Surface.tiled(chance, "wall tiles", wall, chance.ratio(5, 18), chance.below(2) * 0.5);
            case 1 -> Surface.grained(chance, "wall panels", wall, chance.ratio(4, 20), 0.15, true);
            default -> Surface.blotched(chance, "wall plaster", wall, chance.ratio(10, 80), 0.1);
        };
        double far = 40;
        double tilt = chance.between(0.1, 0.5);
        canvas.fill(Surface.lit(paint, ceiling, floor, tilt));
        Ink boards = chance.happens(0.5)
                ? Surface.tiled(chance, "floor tiles", ground, chance.ratio(8, 30), chance.below(2) * 0.5)
                : Surface.grained(chance, "floor boards", ground, chance.ratio(4, 14), 0.25, true);
        Ink floorInk = chance.happens(0.25)
                ? Surface.blotched(chance, "floor concrete", ground, chance.ratio(10, 50), 0.2)
                : Surface.floor(boards, vy, vx, chance.between(70, 140));
        canvas.fill(
                Forms.polygon(
                        left,
                        floor,
                        right,
                        floor,
                        vx + (right - vx) * far,
                        vy + (floor - vy) * far,
                        vx + (left - vx) * far,
                        vy + (floor - vy) * far),
                Surface.lit(floorInk, floor, height, chance.between(-0.3, 0.5)));
        canvas.fill(
                Forms.polygon(
                        left,
                        ceiling,
                        right,
                        ceiling,
                        vx + (right - vx) * far,
                        vy + (ceiling - vy) * far,
                        vx + (left - vx) * far,
                        vy + (ceiling - vy) * far),
                Surface.blotched(chance, "ceiling plaster", above, 60, 0.06));
        side(paint, vx, vy, left, floor, ceiling, chance.between(0.55, 0.9));
        side(paint, vx, vy, right, floor, ceiling, chance.between(0.55, 1.1));
    }

    private void side(Ink paint, double vx, double vy, double edge, double floor, double ceiling, double shade) {
        double far = 40;
        float value = (float) shade;
        canvas.fill(
                Forms.polygon(
                        edge,
                        ceiling,
                        edge,
                        floor,
                        vx + (edge - vx) * far,
                        vy + (floor - vy) * far,
                        vx + (edge - vx) * far,
                        vy + (ceiling - vy) * far),
                (x, y, out) -> {
                    paint.at(x, y, out);
                    out[0] *= value;
                    out[1] *= value;
                    out[2] *= value;
                });
    }

    private void onTheWall(Place place, double left, double right, double floor, double ceiling) {
        double high = floor - ceiling;
        int things = chance.whole(1, 4);
        for (int i = 0; i < things; i++) {
            double w = (right - left) * chance.between(0.1, 0.3);
            double h = Math.min(high * 0.6, w * chance.between(0.6, 1.6));
            double x = chance.between(left, right - w);
            double y = ceiling + high * chance.between(0.1, 0.35);
            switch (chance.below(4)) {
                case 0, 1 -> window(place, x, y, w, h);
                case 2 -> Furniture.picture(canvas, x, y, w, h * 0.7, chance);
                default -> Furniture.shelf(canvas, x, y, w, h, chance);
            }
        }
    }

    private void window(Place place, double x, double y, double w, double h) {
        float[] frame = Surface.colour(chance, "window frame", 0.3, 0.4, 0.95);
        canvas.fill(Forms.box(x, y, w, h), Ink.plain(frame[0], frame[1], frame[2]));
        // Divided by the ambient light, because daylight outside does not know of the lamps inside.
        double outside =
                hour == Hour.NIGHT ? 0.01 : hour == Hour.LAMPS ? chance.ratio(0.01, 1.5) : chance.ratio(0.8, 4);
        float value = (float) (outside / Math.max(0.05, place.ambient()[1]));
        float[] sky = Surface.colour(chance, "window sky", 0.35, 0.6, 1);
        int panes = chance.whole(1, 3);
        for (int pane = 0; pane < panes; pane++) {
            double px = x + w * (0.05 + 0.95 * pane / panes);
            canvas.fill(
                    Forms.box(px, y + h * 0.05, w * 0.9 / panes - 1, h * 0.9),
                    Surface.lit(
                            Surface.blotched(chance, "window view", Places.dim(sky, value), 14, 0.4), y, y + h, 0.7));
        }
        if (chance.happens(0.4)) {
            float[] cloth = Surface.colour(chance, "curtain", 0.8, 0.3, 0.95);
            double part = w * chance.between(0.2, 0.45);
            Ink folds = Surface.grained(chance, "curtain folds", cloth, chance.ratio(3, 7), 0.4, true);
            canvas.fill(Forms.box(x - part * 0.4, y - 2, part, h * chance.between(1, 1.5)), folds);
            canvas.fill(Forms.box(x + w - part * 0.6, y - 2, part, h * chance.between(1, 1.5)), folds);
        }
    }

    private void lamps(Place place, double ceiling, double floor, double left, double right) {
        int count = hour == Hour.NIGHT ? chance.below(3) : hour == Hour.DAY ? chance.below(2) : chance.whole(1, 4);
        for (int i = 0; i < count; i++) {
            float[] light = Places.lamp(chance);
            double x = chance.between(Math.max(0, left - width * 0.2), Math.min(width, right + width * 0.2));
            double y = Math.max(3, ceiling + (floor - ceiling) * chance.between(-0.25, 0.25));
            double size = height * chance.ratio(0.012, 0.05);
            if (chance.happens(0.3)) {
                double length = size * chance.between(3, 9);
                for (double at = -length; at <= length; at += size) {
                    place.glow(x + at, y, size * 0.6, light, chance.between(0.5, 1.2));
                }
            } else {
                place.glow(x, y, size, light, chance.ratio(0.8, 5));
            }
        }
    }
}

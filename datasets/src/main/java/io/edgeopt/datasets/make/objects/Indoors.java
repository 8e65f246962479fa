package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import java.awt.geom.AffineTransform;

/** Rooms, desks and people as grounds. */
final class Indoors {
    private Indoors() {}

    /** A pen whose unit is the picture's width, its origin the upper left corner. */
    static Pen pen(Layer layer, Canvas canvas, Light light) {
        return Pen.of(layer, light, AffineTransform.getScaleInstance(canvas.width(), canvas.width()), 0, 0);
    }

    static double room(Canvas canvas, Light light, Chance chance) {
        int foot = (int) (canvas.height() * chance.between(0.4, 0.75));
        Texture wall = switch (chance.below(5)) {
            case 0 -> Texture.bricks(chance);
            case 1 -> Texture.pattern(chance);
            case 2 -> Texture.tiles(chance);
            default -> Texture.plain(chance);
        };
        Ground.wall(canvas, 0, 0, canvas.width(), foot, chance.between(2, 6), wall, light, chance);
        Texture floor = switch (chance.below(4)) {
            case 0 -> Texture.tiles(chance);
            case 1 -> Texture.carpet(chance);
            case 2 -> Texture.stone(chance);
            default -> Texture.planks(chance);
        };
        Ground.floor(canvas, foot - 10, chance.between(1.5, 4), floor, light, chance);
        Layer layer = new Layer(canvas.width(), canvas.height());
        Pen pen = pen(layer, canvas, light);
        double base = (double) foot / canvas.width();
        Material skirting = Material.plastic(Paint.any("skirting", chance), chance);
        pen.part(Outline.box(0.5, base, 1.1, 0.025, 0), skirting, 0.006);
        if (chance.happens(0.6)) {
            window(pen, chance);
        }
        for (int i = chance.below(3); i > 0; i--) {
            picture(pen, chance);
        }
        for (int i = chance.whole(1, 3); i > 0; i--) {
            furniture(pen, base, chance);
        }
        layer.paste(canvas);
        return 0.75;
    }

    private static void window(Pen pen, Chance chance) {
        double x = chance.between(0.1, 0.9);
        double y = chance.between(0.05, 0.25);
        double wide = chance.between(0.15, 0.4);
        double high = chance.between(0.2, 0.45);
        Material frame = Material.plastic(Paint.grey(chance.between(0.3, 0.95)), chance);
        Material sky = Material.plastic(Paint.grey(1), chance)
                .times(chance.between(0.8, 2.2))
                .dull();
        pen.part(Outline.box(x, y, wide, high, 0), frame, 0.012);
        for (int i = 0; i < 4; i++) {
            pen.part(
                    Outline.box(
                            x + (i % 2 - 0.5) * 0.48 * wide,
                            y + (Math.floorDiv(i, 2) - 0.5) * 0.48 * high,
                            0.43 * wide,
                            0.43 * high,
                            0),
                    sky,
                    0.004);
        }
        if (chance.happens(0.5)) {
            Material curtain = Material.cloth(Paint.any("curtain", chance), chance);
            for (int side = -1; side <= 1; side += 2) {
                for (int i = 0; i < 5; i++) {
                    pen.part(
                            Outline.box(x + side * (0.6 * wide - 0.018 * i), y + 0.04, 0.024, 1.3 * high, 0.01),
                            curtain,
                            0.012);
                }
            }
        }
    }

    private static void picture(Pen pen, Chance chance) {
        double x = chance.between(0, 1);
        double y = chance.between(0.02, 0.3);
        double wide = chance.between(0.08, 0.25);
        double high = chance.between(0.08, 0.22);
        pen.part(
                Outline.box(x, y, wide, high, 0),
                chance.happens(0.5) ? Material.wood(chance) : Material.plastic(Paint.any("picture", chance), chance),
                0.01);
        Material print =
                Material.plastic(Paint.any("print", chance), chance).dull().grained(Grain.CAMOUFLAGE);
        pen.part(Outline.box(x, y, 0.82 * wide, 0.8 * high, 0), print, 0.003);
        pen.part(
                Outline.oval(x + 0.2 * wide * chance.normal(), y, 0.2 * wide, 0.2 * high),
                Material.plastic(Paint.any("print", chance), chance).dull(),
                0.004);
    }

    private static void furniture(Pen pen, double base, Chance chance) {
        double x = chance.between(-0.05, 1.05);
        double wide = chance.between(0.2, 0.55);
        double high = chance.between(0.15, 0.4);
        double foot = base + chance.between(0.02, 0.2);
        Material body =
                chance.happens(0.6) ? Material.wood(chance) : Material.cloth(Paint.any("furniture", chance), chance);
        switch (chance.below(4)) {
            case 0 -> {
                // A table: top and legs.
                for (int side = -1; side <= 1; side += 2) {
                    pen.part(
                            Outline.box(x + side * 0.45 * wide, foot - high / 2, 0.03, high, 0),
                            body.times(0.7),
                            0.008);
                }
                pen.part(
                        Outline.polygon(
                                x - wide / 2 - 0.02,
                                foot - high,
                                x + wide / 2 + 0.02,
                                foot - high,
                                x + wide / 2 - 0.05,
                                foot - high - 0.08,
                                x - wide / 2 + 0.05,
                                foot - high - 0.08),
                        body,
                        0.008);
                pen.part(Outline.box(x, foot - high + 0.012, wide + 0.04, 0.025, 0), body.times(0.8), 0.006);
            }
            case 1 -> {
                // Shelves with books.
                pen.part(Outline.box(x, foot - high, wide, 2 * high, 0), body, 0.01);
                int shelves = chance.whole(2, 4);
                double step = 1.9 * high / shelves;
                for (int i = 0; i < shelves; i++) {
                    double low = foot - 0.05 * high - i * step;
                    pen.part(Outline.box(x, low - 0.45 * step, 0.92 * wide, 0.88 * step, 0), body.times(0.3), 0.012);
                    for (double at = x - 0.44 * wide; at < x + 0.4 * wide; ) {
                        double thick = chance.between(0.012, 0.035);
                        double tall = step * chance.between(0.45, 0.8);
                        if (chance.happens(0.8)) {
                            pen.part(
                                    Outline.box(at + thick / 2, low - tall / 2, 0.9 * thick, tall, 0),
                                    Material.plastic(Paint.any("spine", chance), chance)
                                            .dull(),
                                    0.006);
                        }
                        at += thick;
                    }
                }
            }
            case 2 -> {
                // A sofa.
                Material cloth = Material.cloth(Paint.any("sofa", chance), chance);
                pen.part(Outline.box(x, foot - 0.75 * high, 1.1 * wide, high, 0.04), cloth, 0.04);
                for (int side = -1; side <= 1; side += 2) {
                    pen.part(
                            Outline.box(x + side * 0.26 * wide, foot - 0.35 * high, 0.5 * wide, 0.4 * high, 0.03),
                            cloth.times(1.1),
                            0.03);
                    pen.part(
                            Outline.box(x + side * 0.57 * wide, foot - 0.4 * high, 0.14 * wide, 0.75 * high, 0.03),
                            cloth.times(0.9),
                            0.03);
                }
            }
            default -> {
                // A cupboard.
                pen.part(Outline.box(x, foot - 0.8 * high, wide, 1.6 * high, 0.005), body, 0.012);
                int doors = chance.whole(1, 3);
                for (int i = 0; i < doors; i++) {
                    double at = x + (i - (doors - 1) / 2.0) * wide / doors;
                    pen.part(
                            Outline.box(at, foot - 0.8 * high, 0.9 * wide / doors, 1.48 * high, 0.004),
                            body.times(0.9),
                            0.01);
                    pen.part(
                            Outline.oval(at + 0.35 * wide / doors, foot - 0.8 * high, 0.01, 0.01),
                            Material.metal(Paint.silver(chance), chance),
                            0.006);
                }
            }
        }
    }

    /** A desk close by, a wall behind it. */
    static double desk(Canvas canvas, Light light, Chance chance) {
        int edge = (int) (canvas.height() * chance.between(0.12, 0.4));
        Ground.wall(canvas, 0, 0, canvas.width(), edge, chance.between(1, 3), Texture.any(chance), light, chance);
        Texture top = chance.happens(0.6) ? Texture.planks(chance) : Texture.any(chance);
        Ground.floor(canvas, edge - canvas.height() / 2, chance.between(1, 2.5), top, light, chance);
        Ground.wall(
                canvas,
                0,
                0,
                canvas.width(),
                edge,
                chance.between(1, 3),
                chance.happens(0.5) ? Texture.plain(chance) : Texture.any(chance),
                light,
                chance);
        Layer layer = new Layer(canvas.width(), canvas.height());
        Pen pen = pen(layer, canvas, light);
        double base = (double) edge / canvas.width();
        for (int i = chance.below(4); i > 0; i--) {
            Pen at = pen.at(chance.between(0, 1), base - 0.02, 0, chance.between(0.2, 0.45));
            Clutter.any(at, chance);
        }
        layer.paste(canvas);
        return 0.95;
    }

    /** Somebody before a wall: a body in clothes, so that things are seen held and worn. */
    static double person(Canvas canvas, Light light, Chance chance) {
        if (chance.happens(0.5)) {
            room(canvas, light, chance);
        } else {
            Ground.wall(
                    canvas,
                    0,
                    0,
                    canvas.width(),
                    canvas.height(),
                    chance.between(1, 5),
                    Texture.any(chance),
                    light,
                    chance);
        }
        Layer layer = new Layer(canvas.width(), canvas.height());
        Pen pen = pen(layer, canvas, light)
                .at(
                        chance.between(0.25, 0.75),
                        chance.between(0.15, 0.5),
                        0.05 * chance.normal(),
                        chance.ratio(0.45, 1.1));
        Material shirt = Material.cloth(Paint.any("shirt", chance), chance);
        Material skin = Material.skin(chance);
        Material hair =
                Material.cloth(Paint.hide("hair", chance), chance).times(0.6).grained(Grain.BARK);
        double wide = chance.between(0.26, 0.36);
        for (int side = -1; side <= 1; side += 2) {
            double elbow = chance.between(0.3, 0.42);
            pen.part(Outline.line(0.15, side * wide * 0.8, 0.31, side * elbow, 0.7), shirt.times(0.85), 0.06);
            pen.part(
                    Outline.line(0.11, side * elbow, 0.7, side * chance.between(0.05, 0.5), chance.between(0.75, 1.1)),
                    chance.happens(0.5) ? skin : shirt.times(0.85),
                    0.05);
        }
        pen.part(
                Outline.smooth(
                        -wide,
                        0.3,
                        -0.1,
                        0.18,
                        0.1,
                        0.18,
                        wide,
                        0.3,
                        0.9 * wide,
                        0.8,
                        wide,
                        1.3,
                        -wide,
                        1.3,
                        -0.9 * wide,
                        0.8),
                shirt,
                0.12);
        pen.part(Outline.box(0, 0.13, 0.14, 0.18, 0.06), skin.times(0.85), 0.05);
        pen.part(Outline.polygon(-0.08, 0.17, 0.08, 0.17, 0, 0.32), skin, 0.02);
        pen.part(Outline.oval(0, -0.08, 0.135, 0.165), hair, 0.05);
        pen.part(
                Outline.smooth(
                        -0.11, -0.06, -0.09, -0.16, 0.09, -0.16, 0.11, -0.06, 0.085, 0.08, 0, 0.13, -0.085, 0.08),
                skin,
                0.07);
        for (int side = -1; side <= 1; side += 2) {
            pen.part(Outline.oval(side * 0.045, -0.03, 0.017, 0.009), hair.times(0.3), 0.005);
            pen.part(Outline.line(0.008, side * 0.025, -0.055, side * 0.07, -0.055), hair, 0.003);
        }
        pen.part(Outline.arc(0.02, -0.004, -0.02, 0.03, 0.035, -0.01, 0.04), skin.times(0.9), 0.01);
        pen.part(Outline.line(0.013, -0.03, 0.075, 0.03, 0.075), skin.times(0.5), 0.004);
        layer.shade(canvas, -6 * light.x(), 4, 9, 0.35);
        layer.paste(canvas);
        return 0.8;
    }
}

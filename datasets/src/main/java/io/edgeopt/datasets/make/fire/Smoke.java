package io.edgeopt.datasets.make.fire;

import io.edgeopt.core.data.Box;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.scene.Place;
import java.util.Optional;

/** Smoke: a plume that rises, drifts and widens, in billows that are lit from one side and shade themselves. */
final class Smoke {
    /** How it rises. */
    enum Shape {
        PLUME,
        WISP,
        BANK,
        FILL
    }

    /** Cells of the coarse grid in which density is worked out: smoke has no edges finer than that. */
    private static final int CELL = 2;

    private static final int LEAST_PIXELS = 900;

    private final Place place;
    private final Canvas canvas;
    private final Chance chance;
    private final Shape shape;
    private final double x;
    private final double y;
    private final double width;
    private final double height;
    private final int columns;
    private final int rows;
    private final float[] density;
    private int changed;

    Smoke(Place place, Shape shape, double x, double y, double width, double height, Chance chance) {
        this.place = place;
        this.canvas = place.canvas();
        this.chance = chance;
        this.shape = shape;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
        this.columns = canvas.width() / CELL + 2;
        this.rows = canvas.height() / CELL + 2;
        this.density = new float[columns * rows];
    }

    /** Draws it; where it can be seen. {@code glow} is the light of a fire below, or black. */
    Optional<Box> draw(float[] glow) {
        fillDensity();
        Region seen = new Region();
        compose(glow, seen);
        return changed < LEAST_PIXELS ? Optional.empty() : seen.box();
    }

    private void fillDensity() {
        Noise puff = Noise.of(chance.ownSeed("smoke puff"));
        Noise warp = Noise.of(chance.ownSeed("smoke warp"));
        double wind = chance.normal() * (shape == Shape.BANK ? 1.2 : 0.5);
        double spread = shape == Shape.WISP ? chance.between(0.1, 0.35) : chance.between(0.3, 0.9);
        double size = Math.min(width, height);
        float grain = (float) (1 / (size * chance.between(0.16, 0.4)));
        float curl = (float) (size * chance.between(0.03, shape == Shape.WISP ? 0.4 : 0.18));
        float thin = (float) (shape == Shape.WISP ? chance.between(0.2, 0.45) : chance.between(-0.1, 0.2));
        boolean soft = shape == Shape.FILL || chance.happens(0.5);
        float seams = soft ? 0 : (float) chance.between(0.3, shape == Shape.BANK ? 0.6 : 0.9);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double px = column * CELL;
                double py = row * CELL;
                double envelope = envelope(px, py, wind, spread);
                if (envelope <= -0.5) {
                    continue;
                }
                float wx = curl * warp.fractal((float) px * grain * 0.5f, (float) py * grain * 0.5f, 2, 0.5f);
                float wy = curl * warp.fractal((float) px * grain * 0.5f + 91, (float) py * grain * 0.5f, 2, 0.5f);
                float nx = (float) (px + wx) * grain;
                float ny = (float) (py + wy) * grain;
                float cloud = 0.5f + 0.5f * puff.fractal(nx, ny, 4, 0.5f);
                // Puffs with seams, but not so many that they look like crumpled paper.
                float noise = cloud + seams * (0.15f + 1.2f * puff.billow(nx, ny, 4, 0.5f) - cloud);
                density[row * columns + column] = (float) Math.max(0, envelope + 1.1 * (noise - 0.5) - thin);
            }
        }
    }

    /** About 1 in the middle of the smoke, 0 at its rim, below 0 outside. */
    private double envelope(double px, double py, double wind, double spread) {
        double up = (y - py) / height;
        return switch (shape) {
            case PLUME, WISP -> {
                double along = Math.max(0, up);
                double middle = x + wind * height * along * along * 0.6;
                double half = width * (0.22 + spread * Math.pow(along, 0.8));
                double fade = Math.min(1, 1.5 * (1.15 - up));
                double foot = Math.min(1, 1 + up * 8);
                yield Math.min(1 - Math.abs(px - middle) / half, 1) * 0.9
                        + Math.min(0, fade)
                        + Math.min(0, foot)
                        - 0.4 * along;
            }
            case BANK -> {
                double dx = (px - x - wind * (y - py)) / (width * 0.6);
                double dy = (py - (y - height * 0.3)) / (height * 0.5);
                yield 0.85 - Math.sqrt(dx * dx + dy * dy);
            }
            case FILL -> 0.25 + 0.5 * Math.min(1, Math.max(-1, (y - py) / canvas.height()));
        };
    }

    private float at(double px, double py) {
        double gx = Math.max(0, Math.min(columns - 1.001, px / CELL));
        double gy = Math.max(0, Math.min(rows - 1.001, py / CELL));
        int column = (int) gx;
        int row = (int) gy;
        float u = (float) (gx - column);
        float v = (float) (gy - row);
        int i = row * columns + column;
        int next = column + 1 < columns ? 1 : 0;
        int below = row + 1 < rows ? columns : 0;
        float above = density[i] + (density[i + next] - density[i]) * u;
        float under = density[i + below] + (density[i + below + next] - density[i + below]) * u;
        return above + (under - above) * v;
    }

    private void compose(float[] glow, Region seen) {
        float[] base = colour();
        double angle = chance.between(-2.6, -0.5);
        double reach = Math.min(0.5 * canvas.height(), Math.min(width, height)) * chance.between(0.05, 0.12);
        double lx = Math.cos(angle) * reach;
        double ly = Math.sin(angle) * reach;
        float thick = (float) chance.ratio(
                shape == Shape.FILL ? 0.6 : shape == Shape.WISP ? 1.2 : 1.8, shape == Shape.FILL ? 2.2 : 8);
        float relief = (float) (shape == Shape.FILL ? chance.between(0.1, 0.4) : chance.between(0.4, 1.2));
        float[] pixels = canvas.light();
        for (int row = 0; row < canvas.height(); row++) {
            for (int column = 0; column < canvas.width(); column++) {
                float here = at(column, row);
                if (here <= 0.004f) {
                    continue;
                }
                float cover = 1 - (float) Math.exp(-thick * here);
                // Denser towards the light means shade here.
                float shade = Math.max(0.25f, Math.min(1.6f, 1 + relief * (here - at(column + lx, row + ly))));
                float low = (float) Math.max(0, Math.min(1, 1 - (y - row) / (height * 0.7)));
                int i = 3 * (row * canvas.width() + column);
                float before = pixels[i + 1];
                for (int c = 0; c < 3; c++) {
                    float light = base[c] * shade + glow[c] * low * low * shade;
                    pixels[i + c] += (light - pixels[i + c]) * cover;
                }
                // Seen where it changes the light by a fifth or more.
                if (cover > 0.15f && Math.abs(pixels[i + 1] - before) > 0.2f * (before + 0.02f)) {
                    changed++;
                    seen.add(column, row);
                }
            }
        }
    }

    /** White, grey, brown, bluish or black, as bright as the light that falls on it. */
    private float[] colour() {
        double value = chance.happens(0.25) ? chance.ratio(0.02, 0.15) : chance.ratio(0.2, 1.1);
        double tint = chance.normal() * 0.07;
        float[] ambient = place.ambient();
        float[] colour = new float[3];
        double scatter = chance.ratio(0.6, 1.5);
        double[] hue = {1 + tint, 1, 1 - tint};
        for (int c = 0; c < 3; c++) {
            colour[c] = (float) (value * hue[c] * Math.max(0.02, ambient[c]) * scatter);
        }
        return colour;
    }
}

package io.edgeopt.datasets.make.fire;

import io.edgeopt.core.data.Box;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.scene.Forms;
import io.edgeopt.datasets.make.scene.Place;
import java.util.Optional;

/**
 * Flames: tongues whose outline is torn by noise that streams upwards, with filaments stretched along the stream. How
 * hot a point is decides its light as a camera sees it: red where thin, then orange, yellow, and white where it is
 * beyond what the camera can take.
 */
final class Flames {
    /** How they burn. */
    enum Manner {
        /** Something burns in the open: torn, and brighter than a camera can take. */
        OPEN(true, 0.25, 0.85, 1.2, 5),
        /** Seen from near: sheets and threads with dark between, as a camera shows that is set to them. */
        CLOSE(true, 0.4, 1, 0.35, 2),
        /** A candle's: one smooth drop. */
        CALM(false, 0.02, 0.2, 0.7, 4),
        /** Of gas that burns clean: calm and blue. */
        GAS(false, 0.05, 0.3, 0.5, 2);

        private final boolean free;
        private final double leastTorn;
        private final double mostTorn;
        private final double dimmest;
        private final double brightest;

        Manner(boolean free, double leastTorn, double mostTorn, double dimmest, double brightest) {
            this.free = free;
            this.leastTorn = leastTorn;
            this.mostTorn = mostTorn;
            this.dimmest = dimmest;
            this.brightest = brightest;
        }
    }

    /** What burning gives off: its colour, and how much of it. */
    static final class Light {
        private final float[] colour;
        private final double power;

        private Light(float[] colour, double power) {
            this.colour = colour;
            this.power = power;
        }

        static Light of(Manner manner, Chance chance) {
            return manner == Manner.GAS
                    ? new Light(blue(chance), chance.ratio(0.15, 0.6))
                    : new Light(light(chance), chance.ratio(0.6, 2.4));
        }

        private static float[] blue(Chance chance) {
            return new float[] {(float) chance.between(0.04, 0.25), (float) chance.between(0.25, 0.6), 1};
        }

        /** What is about something of that size at (x, y) is lit by it, and the lens has its glare. */
        void fallOn(Place place, double x, double y, double size, Chance chance) {
            place.lighten(x, y, size * chance.between(0.8, 1.8), colour, 0.5 * power);
            place.halo(x, y, size * 0.35, colour, 0.06 * power);
        }
    }

    /** Of a flame that shows less nobody could say that it is one. */
    private static final int LEAST_PIXELS = 250;
    /** One of many tongues that make a ring. */
    private static final int LEAST_OF_A_TONGUE = 20;

    private final Canvas canvas;
    private final Chance chance;
    private final Manner manner;
    private final Light shining;
    private final double width;
    private final double height;
    private final double x;
    private final double y;
    private int clear;

    /** Standing at (x, y), that wide and high. */
    Flames(
            Canvas canvas,
            Manner manner,
            Light shining,
            double x,
            double y,
            double width,
            double height,
            Chance chance) {
        this.canvas = canvas;
        this.manner = manner;
        this.shining = shining;
        this.chance = chance;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    /** Draws them and their sparks; where they can be seen. What they shine on is another matter. */
    Optional<Box> draw() {
        if (manner.free && chance.happens(0.55)) {
            fuel();
        }
        Region seen = new Region();
        tongues(seen);
        if (manner.free && chance.happens(0.35)) {
            sparks();
        }
        return clear < (manner == Manner.GAS ? LEAST_OF_A_TONGUE : LEAST_PIXELS) ? Optional.empty() : seen.box();
    }

    /** What cameras make of flames: mostly orange, sometimes yellow, red, or the pale pink of one that sees infrared. */
    static float[] light(Chance chance) {
        double what = chance.between(0, 1);
        if (what < 0.1) {
            return new float[] {1, 0.5f, (float) chance.between(0.4, 0.75)};
        }
        if (what < 0.25) {
            return new float[] {1, (float) chance.between(0.55, 0.75), (float) chance.between(0.12, 0.3)};
        }
        return new float[] {1, (float) chance.between(0.22, 0.46), (float) chance.between(0.015, 0.12)};
    }

    private void tongues(Region seen) {
        float[] light = shining.colour;
        Noise tear = Noise.of(chance.ownSeed("flame tear"));
        Noise thread = Noise.of(chance.ownSeed("flame thread"));
        int count = manner.free ? (int) Math.max(1, Math.round(width / height * chance.between(1.5, 4))) : 1;
        double[] middle = new double[count];
        double[] reach = new double[count];
        double[] half = new double[count];
        for (int i = 0; i < count; i++) {
            middle[i] = count == 1 ? 0 : chance.between(-0.5, 0.5) * width * 0.85;
            double rim = 1 - Math.abs(middle[i]) / width;
            reach[i] = (i == 0 ? 1 : chance.between(0.35, 1)) * height * rim;
            half[i] = Math.min(width * 0.5, reach[i] * chance.between(0.14, 0.4)) * (count == 1 ? 1.3 : 1);
        }
        double lean = chance.normal() * (manner.free ? 0.25 : 0.04);
        double rough = chance.between(manner.leastTorn, manner.mostTorn);
        double calm = chance.between(0.5, 1.4);
        float coarse = (float) (1 / (Math.min(width, height) * chance.between(0.14, 0.3)));
        float fine = (float) (1 / Math.max(2.2, height * chance.between(0.025, 0.07)));
        float threads = (float) (manner.free ? chance.between(0.15, 0.75) : chance.between(0, 0.2));
        double bright = shining.power * chance.ratio(manner.dimmest, manner.brightest);
        boolean sheets = manner == Manner.CLOSE && chance.happens(0.6);
        int strongest = light[0] >= light[2] ? 0 : 2;
        double veil = chance.between(0.25, 0.9);
        int fromX = (int) Math.max(0, x - width - height * 0.4);
        int toX = (int) Math.min(canvas.width() - 1, x + width + height * 0.4);
        int fromY = (int) Math.max(0, y - height * 1.25);
        int toY = (int) Math.min(canvas.height() - 1, y + height * 0.06);
        float[] pixels = canvas.light();
        for (int row = fromY; row <= toY; row++) {
            double up = (y - row) / height;
            // Torn more the higher: air has had time to curl.
            double sway = rough * (0.25 + Math.max(0, up)) * height * 0.22;
            for (int column = fromX; column <= toX; column++) {
                float wx = tear.fractal(column * coarse, row * coarse * 0.6f, 3, 0.55f);
                double dx = column - x - lean * up * height + wx * sway;
                float wy = tear.fractal(column * coarse + 57, row * coarse * 0.6f + 31, 2, 0.5f);
                double dy = y - row + wy * rough * height * 0.16;
                double inside = -1;
                for (int i = 0; i < count; i++) {
                    double v = dy / reach[i];
                    if (v > -0.08 && v < 1.1) {
                        // A drop: round below, drawn out above.
                        double rim = half[i]
                                * Math.pow(Math.max(0, 1 - v), 0.6 + 0.5 * calm)
                                * (0.75 + 0.6 * Math.sqrt(Math.max(0, v)));
                        double d = 1 - Math.abs(dx - middle[i]) / Math.max(0.4, rim);
                        inside = Math.max(inside, Math.min(d, (v + 0.08) * 7));
                    }
                }
                if (inside <= -0.25) {
                    continue;
                }
                float strand = thread.fractal((float) (dx * fine), row * fine * 0.28f, 2, 0.6f);
                if (sheets) {
                    // Bright where a sheet is seen edge on, dark between.
                    strand = 0.6f - 3.2f * Math.abs(strand);
                }
                double heat = inside * 1.35 + threads * strand - 0.12 * up;
                if (heat <= 0) {
                    continue;
                }
                heat = Math.min(1.25, heat);
                double glow = heat * heat * bright * (1 - 0.35 * Math.max(0, up));
                int i = 3 * (row * canvas.width() + column);
                // Gas that burns clean hides hardly anything.
                float cover = (float) Math.min(1, heat * (manner == Manner.GAS ? 0.3 : 1.6) * veil);
                float hot = (float) Math.min(1, heat * 0.55);
                float before = pixels[i + strongest];
                for (int c = 0; c < 3; c++) {
                    float own = light[c] + (1 - light[c]) * hot * hot * 0.35f;
                    pixels[i + c] = pixels[i + c] * (1 - cover) + (float) glow * own;
                }
                if (glow > 0.22 && Math.abs(pixels[i + strongest] - before) > 0.25f * (before + 0.1f)) {
                    seen.add(column, row);
                    clear++;
                }
            }
        }
    }

    /** Logs, or some dark lump that burns. */
    private void fuel() {
        int logs = chance.whole(2, 7);
        for (int i = 0; i < logs; i++) {
            double cx = x + chance.normal() * width * 0.35;
            double angle = chance.normal() * 0.6;
            double half = width * chance.between(0.2, 0.5);
            double thick = Math.max(1, height * chance.between(0.03, 0.07));
            float v = (float) chance.ratio(0.01, 0.2);
            canvas.fill(
                    Forms.limb(
                            cx - Math.cos(angle) * half,
                            y - Math.sin(angle) * half * 0.4,
                            cx + Math.cos(angle) * half,
                            y + Math.sin(angle) * half * 0.4,
                            thick,
                            thick * 0.7),
                    Ink.plain(v * 1.4f, v, v * 0.7f));
        }
    }

    private void sparks() {
        float[] light = shining.colour;
        int count = chance.whole(3, 30);
        for (int i = 0; i < count; i++) {
            int sx = (int) (x + chance.normal() * width * 0.6);
            int sy = (int) (y - height * chance.between(0.4, 1.7));
            if (sx < 1 || sy < 1 || sx >= canvas.width() - 1 || sy >= canvas.height() - 1) {
                continue;
            }
            float v = (float) chance.ratio(0.3, 2);
            int tail = chance.whole(1, 2);
            for (int t = 0; t < tail; t++) {
                canvas.add(sx, sy + t, v * light[0], v * light[1], v * light[2]);
            }
        }
    }
}

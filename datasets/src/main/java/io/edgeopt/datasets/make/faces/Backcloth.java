package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Lens;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/** What is out of focus behind a person. */
final class Backcloth {
    private Backcloth() {}

    /** How much coarser it is drawn than what stands before it. */
    private static final int COARSER = 3;

    static void paint(Canvas canvas, Chance chance) {
        Canvas coarse = Canvas.of(canvas.width() / COARSER + 2, canvas.height() / COARSER + 2);
        draw(coarse, chance);
        Lens.blur(coarse, chance.between(0, 1.8) * coarse.width() / 50);
        float[] from = coarse.light();
        float[] to = canvas.light();
        for (int y = 0; y < canvas.height(); y++) {
            int row = y / COARSER;
            float v = (float) (y % COARSER) / COARSER;
            for (int x = 0; x < canvas.width(); x++) {
                float u = (float) (x % COARSER) / COARSER;
                int i = 3 * (row * coarse.width() + x / COARSER);
                int below = i + 3 * coarse.width();
                int o = 3 * (y * canvas.width() + x);
                for (int c = 0; c < 3; c++) {
                    to[o + c] = (from[i + c] * (1 - u) + from[i + c + 3] * u) * (1 - v)
                            + (from[below + c] * (1 - u) + from[below + c + 3] * u) * v;
                }
            }
        }
    }

    private static void draw(Canvas canvas, Chance chance) {
        Noise noise = Noise.of(chance.ownSeed("backcloth"));
        float[] one = colour(chance);
        float[] two = chance.happens(0.3) ? one : colour(chance);
        float pitch = (float) chance.ratio(0.7, 5) / canvas.width();
        float lean = (float) chance.between(-1, 1) / canvas.width();
        float fall = (float) chance.between(-1, 1) / canvas.height();
        float rough = (float) chance.between(0, 0.5);
        canvas.fill((x, y, out) -> {
            float share = Curve.step(-0.6f, 0.6f, noise.fractal(pitch * x, pitch * y, 2, 0.5f));
            float f = Math.max(
                    0.05f,
                    1
                            + lean * (x - canvas.width() / 2f)
                            + fall * (y - canvas.height() / 2f)
                            + rough * noise.at(6 * pitch * x, 6 * pitch * y));
            for (int i = 0; i < 3; i++) {
                out[i] = f * (one[i] + (two[i] - one[i]) * share);
            }
        });
        for (int i = chance.below(7); i > 0; i--) {
            float[] colour = colour(chance);
            double x = chance.between(-0.2, 1) * canvas.width();
            double y = chance.between(-0.3, 0.9) * canvas.height();
            double wide = chance.ratio(0.05, 0.6) * canvas.width();
            double high = chance.ratio(0.05, 1.2) * canvas.height();
            Ink ink = Ink.sheer(colour[0], colour[1], colour[2], (float) chance.between(0.4, 1));
            canvas.fill(
                    chance.happens(0.7)
                            ? new Rectangle2D.Double(x, y, wide, high)
                            : new Ellipse2D.Double(x, y, wide, wide),
                    ink);
        }
    }

    private static float[] colour(Chance chance) {
        return Tone.colour(
                chance.own("backcloth.hue", 0, 1),
                0.6 * chance.between(0, 1) * chance.between(0, 1),
                chance.between(0.08, 1));
    }
}

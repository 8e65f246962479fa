package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Lens;

/** What cameras do to faces. */
final class Camera {
    private Camera() {}

    static void take(Canvas canvas, Chance chance) {
        double gain = chance.ratio(0.5, 1.5);
        double warm = 0.05 * chance.normal();
        Lens.expose(canvas, gain * Math.exp(warm), gain, gain * Math.exp(-warm));
        if (chance.happens(0.06)) {
            grey(canvas);
        }
        if (chance.happens(0.3)) {
            Lens.blur(canvas, chance.between(0.3, 1.5) * canvas.width() / 112);
        } else if (chance.happens(0.1)) {
            Lens.smear(canvas, chance.between(1.5, 4), chance.happens(0.5));
        }
        Lens.soften(canvas, chance.between(0.6, 0.9));
        Lens.grain(canvas, chance.happens(0.7) ? chance.between(0.005, 0.035) : chance.between(0.035, 0.11), chance);
    }

    private static void grey(Canvas canvas) {
        float[] light = canvas.light();
        for (int i = 0; i < light.length; i += 3) {
            float mean = 0.25f * light[i] + 0.65f * light[i + 1] + 0.1f * light[i + 2];
            light[i] = mean;
            light[i + 1] = mean;
            light[i + 2] = mean;
        }
    }
}

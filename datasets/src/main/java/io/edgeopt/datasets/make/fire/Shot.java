package io.edgeopt.datasets.make.fire;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Lens;

/** How the picture is taken: exposure, white balance, glare, blur, noise, and how hard the file is pressed. */
final class Shot {
    private Shot() {}

    /** Spoils the light on the canvas as a camera does and says the JPEG's quality. */
    static float take(Canvas canvas, Chance chance) {
        double gain = exposure(canvas, chance);
        double warm = chance.normal() * 0.06;
        double green = chance.normal() * 0.02;
        Lens.expose(canvas, gain * (1 + warm), gain * (1 + green), gain * (1 - warm));
        if (chance.happens(0.3)) {
            Lens.blur(canvas, chance.ratio(0.4, 2.2));
        }
        if (chance.happens(0.12)) {
            Lens.smear(canvas, chance.ratio(2, 7), chance.happens(0.7));
        }
        // Dark scenes are noisy because the gain lifts the noise with the light.
        Lens.grain(canvas, chance.ratio(0.01, 0.12) * Math.min(3, Math.sqrt(Math.max(1, gain))), chance);
        Lens.soften(canvas, chance.between(0.5, 0.95));
        return (float) chance.between(0.35, 0.96);
    }

    /** A camera sets its exposure by the mean light, though not wholly. */
    private static double exposure(Canvas canvas, Chance chance) {
        float[] light = canvas.light();
        double sum = 0;
        for (int i = 1; i < light.length; i += 3) {
            sum += Math.min(1.6f, light[i]);
        }
        double mean = Math.max(0.003, 3 * sum / light.length);
        return Math.pow(chance.ratio(0.1, 0.34) / mean, chance.between(0.35, 0.85));
    }
}

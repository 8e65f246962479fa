package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Place.Hour;

/** Skies: clear, clouded, and burning at sunset. */
final class Sky {
    private Sky() {}

    /** Light of its own, so it is divided by the ambient light that everything is given later. */
    static Ink of(Hour hour, float[] ambient, double horizon, double width, Chance chance) {
        Noise noise = Noise.of(chance.ownSeed("sky"));
        float cover = (float) chance.between(-0.7, 0.6);
        float grain = (float) (1 / (width * chance.ratio(0.08, 0.45)));
        float level = (float)
                (switch (hour) {
                    case DAY -> chance.between(0.6, 1.3);
                    case OVERCAST, LAMPS -> chance.between(0.5, 1.0);
                    case DUSK -> chance.between(0.15, 0.7);
                    case NIGHT -> chance.ratio(0.003, 0.04);
                });
        boolean sunset = chance.happens(hour == Hour.DUSK ? 0.8 : hour == Hour.DAY ? 0.08 : 0);
        float[] high = sunset
                ? Tone.colour(chance.own("dusk sky", 0.55, 1.0), chance.between(0.2, 0.6), chance.between(0.4, 0.8))
                : Tone.colour(chance.own("day sky", 0.52, 0.64), chance.between(0.05, 0.65), chance.between(0.75, 1));
        float[] low = sunset
                ? Tone.colour(chance.own("sunset", 0.0, 0.13), chance.between(0.5, 0.95), 1)
                : Tone.colour(chance.own("day haze", 0.5, 0.65), chance.between(0, 0.2), 1);
        float[] cloud = sunset
                ? Tone.colour(
                        chance.own("sunset cloud", 0.92, 1.12) % 1, chance.between(0.2, 0.9), chance.between(0.4, 1))
                : Tone.colour(chance.between(0.5, 0.7), chance.between(0, 0.12), chance.between(0.45, 1));
        double sunX = width * chance.between(0, 1);
        double sunY = horizon * chance.between(0.45, 1.02);
        double sunWidth = width * chance.ratio(0.05, 0.5);
        float sun = sunset ? (float) chance.ratio(0.5, 6) : 0;
        float bend = (float) chance.between(0.5, 1.6);
        return (x, y, out) -> {
            float down = (float) Math.pow(Math.max(0, Math.min(1, y / Math.max(1, horizon))), bend);
            // Clouds flatten towards the horizon.
            float stretch = 1 + 2.5f * down * down;
            float mass = noise.fractal(x * grain, y * grain * stretch, 5, 0.55f) + cover;
            float share = Math.max(0, Math.min(1, mass * 2));
            float shade = 0.75f + 0.5f * noise.fractal(x * grain * 1.7f + 40, y * grain * stretch * 1.7f, 3, 0.5f);
            float glare = 0;
            if (sun > 0) {
                double d = Math.hypot(x - sunX, (y - sunY) * 1.6) / sunWidth;
                glare = (float) (sun / (1 + d * d * 4) / (1 + d));
            }
            for (int i = 0; i < 3; i++) {
                float air = high[i] + (low[i] - high[i]) * down;
                float seen = air + (cloud[i] * shade - air) * share;
                out[i] = (seen + low[i] * glare) * level / Math.max(0.02f, ambient[i]);
            }
        };
    }
}

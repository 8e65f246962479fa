package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;

/** The light of a scene: the direction towards it, its strength beside that of all other light, its colour. */
record Light(float x, float y, float z, float direct, float ambient, float red, float green, float blue) {
    static Light of(Chance chance) {
        double azimuth = chance.between(0, 2 * Math.PI);
        double height = chance.between(0.5, 1.25);
        // Daylight is bluer than lamps; most cameras take away most of the difference.
        double warmth = 0.16 * chance.normal();
        float direct = (float) chance.between(0.35, 1.0);
        return new Light(
                (float) (Math.cos(azimuth) * Math.cos(height)),
                // More often from above than from below.
                (float) (-Math.abs(Math.sin(azimuth)) * Math.cos(height)),
                (float) Math.sin(height),
                direct,
                1.05f - 0.75f * direct,
                (float) Math.exp(warmth),
                1,
                (float) Math.exp(-warmth));
    }
}

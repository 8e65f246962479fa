package io.edgeopt.datasets.make.faces;

/** How much light falls on a place, by the side it turns to the lamps; skin lets some red light round its edges. */
final class Glow {
    private final Lamp lamp;
    private final Shadow shadow;
    private float lit;

    // What was found at the place last asked for.
    float red;
    float green;
    float blue;

    Glow(Lamp lamp, Shadow shadow) {
        this.lamp = lamp;
        this.shadow = shadow;
    }

    /** Finds the light; {@code soft} is how much goes round, {@code open} how much of the surroundings is seen. */
    void at(float[] view, float[] normal, float soft, float open) {
        float norm =
                1 / (float) Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2] + 1e-9f);
        normal[0] *= norm;
        normal[1] *= norm;
        normal[2] *= norm;
        float facing = normal[0] * lamp.x() + normal[1] * lamp.y() + normal[2] * lamp.z();
        lit = facing > -soft ? shadow.light(view) : 0;
        float wrapRed = Math.max(0, (facing + soft) / (1 + soft));
        float wrapGreen = Math.max(0, (facing + 0.4f * soft) / (1 + 0.4f * soft));
        float wrapBlue = Math.max(0, (facing + 0.25f * soft) / (1 + 0.25f * soft));
        float fill = lamp.fill()
                * open
                * Math.max(0, normal[0] * lamp.fillX() + normal[1] * lamp.fillY() + normal[2] * lamp.fillZ());
        float around = lamp.around() * open * (0.72f - 0.28f * normal[1]) + fill;
        float key = lamp.strength() * 1.15f * (0.5f + 0.5f * open);
        red = around + key * wrapRed * lit;
        green = around + key * wrapGreen * lit;
        blue = around + key * wrapBlue * lit;
    }

    /** The lamp's image in a polished surface; the exponent is 2 to {@code polish}. */
    float spark(float[] normal, int polish) {
        float hx = lamp.x();
        float hy = lamp.y();
        float hz = lamp.z() + 1;
        float scale = 1 / (float) Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9f);
        float near = Math.max(0, (normal[0] * hx + normal[1] * hy + normal[2] * hz) * scale);
        for (int i = 0; i < polish; i++) {
            near *= near;
        }
        return near * lamp.strength() * lit;
    }
}

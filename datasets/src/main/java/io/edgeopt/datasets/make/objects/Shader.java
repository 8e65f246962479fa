package io.edgeopt.datasets.make.objects;

/** The light that a material sends to the camera, by slope (Blinn-Phong, with stripes of a room for mirrors). */
final class Shader {
    private final Material material;
    private final Light light;
    private final float halfX;
    private final float halfY;
    private final float halfZ;

    Shader(Material material, Light light) {
        this.material = material;
        this.light = light;
        float length =
                (float) Math.sqrt(light.x() * light.x() + light.y() * light.y() + (light.z() + 1) * (light.z() + 1));
        halfX = light.x() / length;
        halfY = light.y() / length;
        halfZ = (light.z() + 1) / length;
    }

    /** Puts the light into {@code out} and answers the opacity. */
    float at(float slopeX, float slopeY, float u, float v, float[] out) {
        float norm = 1 / (float) Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
        float nx = slopeX * norm;
        float ny = slopeY * norm;
        float grain = material.grain().at(material.noise(), u, v);
        float facing = Math.max(0, nx * light.x() + ny * light.y() + norm * light.z());
        float sky = 0.75f + 0.25f * norm - 0.2f * ny;
        float diffuse = light.ambient() * sky + light.direct() * facing * 1.25f;
        float mirror = material.metal();
        float base = diffuse * grain * (1 - mirror);
        if (mirror > 0) {
            base += mirror * (0.3f + 0.7f * diffuse) * surroundings(nx, ny, norm, u, v) * (0.6f + 0.4f * grain);
        }
        float spark = Math.max(0, nx * halfX + ny * halfY + norm * halfZ);
        for (int i = 0; i < material.polish(); i++) {
            spark *= spark;
        }
        spark *= material.gloss() * light.direct();
        float[] colour = material.colour();
        out[0] = light.red() * (colour[0] * base + spark);
        out[1] = light.green() * (colour[1] * base + spark);
        out[2] = light.blue() * (colour[2] * base + spark);
        return Math.min(1, material.opacity() + (material.opacity() < 1 ? spark : 0));
    }

    private float surroundings(float nx, float ny, float nz, float u, float v) {
        // A flat mirror is never quite flat: it bends a little over its length.
        float across = 2 * nz * nx + 0.9f * u;
        float up = 2 * nz * ny + 0.9f * v;
        float stripes = 0.55f
                + 0.32f * wave(2.6f * up + 1.1f * across + material.phase())
                + 0.2f * wave(5.3f * across - 2.2f * up + 1.7f * material.phase());
        return Math.max(0.04f, stripes) * 1.25f;
    }

    /** About a sine, for less. */
    private static float wave(float turn) {
        float t = turn * 0.15915494f;
        t -= (float) Math.floor(t) + 0.5f;
        return -8 * t * (1 - 2 * Math.abs(t)) * 1f;
    }
}

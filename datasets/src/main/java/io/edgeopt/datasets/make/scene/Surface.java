package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;

/** What surfaces are made of: inks with texture, their colours and grains drawn from this part's own looks. */
public final class Surface {
    private Surface() {}

    /** A colour of this part's own, as linear light. */
    public static float[] colour(Chance chance, String look, double saturation, double low, double high) {
        // Most things are nearly grey or of a wood's hue; few are painted.
        double share = chance.between(0, 1);
        boolean wood = chance.happens(0.4);
        return Tone.colour(
                wood ? chance.own(look + " warm hue", 0.03, 0.14) : chance.own(look + " hue", 0, 1),
                saturation * (wood ? 0.8 * share : share * share),
                chance.own(look + " value", low, high));
    }

    /** Blotches: plaster, cloth, painted metal. */
    public static Ink blotched(Chance chance, String look, float[] base, double scale, double depth) {
        Noise noise = Noise.of(chance.ownSeed(look));
        float grain = (float) (1 / scale);
        float strength = (float) depth;
        return (x, y, out) -> {
            float value = 1 + strength * noise.fractal(x * grain, y * grain, 3, 0.55f);
            shade(out, base, value);
        };
    }

    /** Lines along x or y that waver: planks, curtains, bark, brushed metal. */
    public static Ink grained(Chance chance, String look, float[] base, double scale, double depth, boolean upright) {
        Noise noise = Noise.of(chance.ownSeed(look));
        float fine = (float) (1 / scale);
        float coarse = fine / 7;
        float strength = (float) depth;
        float planks = (float) (chance.between(0.1, 0.22) * fine);
        return (x, y, out) -> {
            float along = upright ? y : x;
            float across = upright ? x : y;
            float value = 1 + strength * noise.fractal(across * fine, along * coarse, 2, 0.6f);
            float plank = across * planks - (float) Math.floor(across * planks);
            shade(out, base, plank < 0.06f ? value * 0.7f : value);
        };
    }

    /** Bricks or tiles in rows, with joints. */
    public static Ink tiled(Chance chance, String look, float[] base, double size, double bond) {
        Noise noise = Noise.of(chance.ownSeed(look));
        float high = (float) size;
        float wide = (float) (size * chance.between(1, 2.6));
        float shift = (float) bond;
        float joint = (float) chance.between(0.55, 1.25);
        float spread = (float) chance.between(0.05, 0.25);
        return (x, y, out) -> {
            float row = (float) Math.floor(y / high);
            float column = x / wide + (((int) row & 1) == 0 ? 0 : shift);
            float cell = (float) Math.floor(column);
            boolean seam = (y / high - row) * high < 0.9f || (column - cell) * wide < 0.9f;
            float value =
                    1 + spread * noise.at(cell * 7.7f + 0.5f, row * 5.3f + 0.5f) + 0.08f * noise.at(x * 0.4f, y * 0.4f);
            shade(out, base, seam ? value * joint : value);
        };
    }

    /** Two colours in clumps: grass, gravel, leaves on the ground. */
    public static Ink clumped(Chance chance, String look, float[] one, float[] other, double scale) {
        Noise noise = Noise.of(chance.ownSeed(look));
        float grain = (float) (1 / scale);
        return (x, y, out) -> {
            float coarse = noise.fractal(x * grain * 0.2f, y * grain * 0.35f, 2, 0.5f);
            float fine = noise.fractal(x * grain, y * grain, 2, 0.8f);
            float share = Math.max(0, Math.min(1, 0.5f + 0.7f * coarse + 0.5f * fine));
            float value = 1 + 0.45f * fine;
            for (int i = 0; i < 3; i++) {
                out[i] = value * (one[i] + (other[i] - one[i]) * share);
            }
        };
    }

    /** Another ink seen on a floor: its texture shrinks towards the horizon and melts there. */
    public static Ink floor(Ink ink, double horizon, double centre, double scale) {
        float[] far = new float[4];
        return (x, y, out) -> {
            double depth = Math.max(0.5, y - horizon);
            int across = (int) Math.round((x - centre) / depth * scale);
            int along = (int) Math.round(scale * scale / depth * 0.5);
            ink.at(across, along, out);
            if (depth < scale * 0.25) {
                ink.at(3, 5, far);
                float share = (float) (1 - depth / (scale * 0.25)) * 0.7f;
                for (int i = 0; i < 3; i++) {
                    out[i] += (far[i] - out[i]) * share;
                }
            }
        };
    }

    /** Leaves against what is behind: opaque in clumps, open between. */
    public static Ink leaves(Chance chance, String look, float[] dark, float[] bright, double size, double cover) {
        Noise noise = Noise.of(chance.ownSeed(look));
        float grain = (float) (1 / size);
        float gap = (float) (0.5 - cover);
        return (x, y, out) -> {
            float mass = noise.fractal(x * grain * 0.3f, y * grain * 0.3f, 2, 0.5f);
            float leaf = noise.fractal(x * grain, y * grain, 2, 0.9f);
            float there = mass * 0.9f + leaf * 0.5f - gap;
            float light = Math.max(0, Math.min(1, 0.45f + 0.5f * leaf + 0.35f * mass));
            for (int i = 0; i < 3; i++) {
                out[i] = dark[i] + (bright[i] - dark[i]) * light;
            }
            out[3] = Math.max(0, Math.min(1, there * 3.5f + 0.5f));
        };
    }

    /** Lighter above and darker below, or the other way round with a negative depth. */
    public static Ink lit(Ink ink, double top, double bottom, double depth) {
        float middle = (float) ((top + bottom) / 2);
        float slope = (float) (depth / Math.max(1, bottom - top));
        return (x, y, out) -> {
            ink.at(x, y, out);
            float value = Math.max(0.1f, 1 - slope * (y - middle));
            out[0] *= value;
            out[1] *= value;
            out[2] *= value;
        };
    }

    static void shade(float[] out, float[] base, float value) {
        float kept = Math.max(0.05f, value);
        out[0] = base[0] * kept;
        out[1] = base[1] * kept;
        out[2] = base[2] * kept;
    }
}

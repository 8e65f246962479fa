package io.edgeopt.datasets.make;

/** Smooth noise over the plane and through time, by a hash of lattice points: the same on every machine. */
public final class Noise {
    private final int seed;

    private Noise(int seed) {
        this.seed = seed;
    }

    public static Noise of(long seed) {
        return new Noise((int) (seed ^ seed >>> 32));
    }

    /** Value noise in {@code [-1, 1]}, one lattice cell a unit. */
    public float at(float x, float y) {
        int left = floor(x);
        int top = floor(y);
        float u = fade(x - left);
        float v = fade(y - top);
        float above = mix(lattice(left, top, 0), lattice(left + 1, top, 0), u);
        float below = mix(lattice(left, top + 1, 0), lattice(left + 1, top + 1, 0), u);
        return mix(above, below, v);
    }

    /** As above, with time or depth {@code z}. */
    public float at(float x, float y, float z) {
        int front = floor(z);
        float w = fade(z - front);
        return mix(slice(x, y, front), slice(x, y, front + 1), w);
    }

    private float slice(float x, float y, int z) {
        int left = floor(x);
        int top = floor(y);
        float u = fade(x - left);
        float v = fade(y - top);
        float above = mix(lattice(left, top, z), lattice(left + 1, top, z), u);
        float below = mix(lattice(left, top + 1, z), lattice(left + 1, top + 1, z), u);
        return mix(above, below, v);
    }

    /** Octaves of noise, each twice as fine and {@code gain} as strong as the one before; about {@code [-1, 1]}. */
    public float fractal(float x, float y, int octaves, float gain) {
        float sum = 0;
        float weight = 1;
        float total = 0;
        float scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            // Shifted, so that the lattices of the octaves do not meet.
            sum += weight * at(x * scale + 17.3f * octave, y * scale - 9.1f * octave);
            total += weight;
            weight *= gain;
            scale *= 2.03f;
        }
        return 1.6f * sum / total;
    }

    /** Fractal noise that changes with {@code z}; fine octaves change faster. */
    public float fractal(float x, float y, float z, int octaves, float gain) {
        float sum = 0;
        float weight = 1;
        float total = 0;
        float scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * at(x * scale + 17.3f * octave, y * scale - 9.1f * octave, z * scale);
            total += weight;
            weight *= gain;
            scale *= 2.03f;
        }
        return 1.8f * sum / total;
    }

    /** Fractal noise of absolute values: puffs with sharp seams; {@code [0, 1]}. */
    public float billow(float x, float y, int octaves, float gain) {
        float sum = 0;
        float weight = 1;
        float total = 0;
        float scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += weight * Math.abs(at(x * scale + 31.7f * octave, y * scale + 5.9f * octave));
            total += weight;
            weight *= gain;
            scale *= 2.03f;
        }
        return Math.min(1, 1.7f * sum / total);
    }

    private float lattice(int x, int y, int z) {
        int hash = seed + x * 0x9E37_79B1 + y * 0x85EB_CA77 + z * 0xC2B2_AE3D;
        hash = (hash ^ hash >>> 15) * 0x2C1B_3C6D;
        hash = (hash ^ hash >>> 12) * 0x297A_2D39;
        hash ^= hash >>> 15;
        return hash * 0x1p-31f;
    }

    private static int floor(float value) {
        int whole = (int) value;
        return value < whole ? whole - 1 : whole;
    }

    private static float fade(float t) {
        return t * t * (3 - 2 * t);
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }
}

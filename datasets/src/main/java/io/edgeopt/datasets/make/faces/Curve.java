package io.edgeopt.datasets.make.faces;

/** A smooth line through points, given from left to right; level beyond its ends. */
final class Curve {
    private final float[] at;
    private final float[] value;

    private Curve(float[] at, float[] value) {
        this.at = at;
        this.value = value;
    }

    /** Through pairs of place and value. */
    static Curve through(double... pairs) {
        float[] at = new float[pairs.length / 2];
        float[] value = new float[at.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = (float) pairs[2 * i];
            value[i] = (float) pairs[2 * i + 1];
        }
        return new Curve(at, value);
    }

    float at(float place) {
        int last = at.length - 1;
        if (place <= at[0]) {
            return value[0];
        }
        if (place >= at[last]) {
            return value[last];
        }
        int i = 1;
        while (at[i] < place) {
            i++;
        }
        float step = at[i] - at[i - 1];
        float t = (place - at[i - 1]) / step;
        float before = slope(i - 1) * step;
        float after = slope(i) * step;
        float t2 = t * t;
        float t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * value[i - 1]
                + (t3 - 2 * t2 + t) * before
                + (3 * t2 - 2 * t3) * value[i]
                + (t3 - t2) * after;
    }

    private float slope(int i) {
        int before = Math.max(0, i - 1);
        int after = Math.min(at.length - 1, i + 1);
        return (value[after] - value[before]) / (at[after] - at[before]);
    }

    /** A hill of height 1 and that half-width in each direction, zero beyond. */
    static float hill(float dx, float dy, float halfX, float halfY) {
        float u = dx / halfX;
        float v = dy / halfY;
        float rest = 1 - u * u - v * v;
        return rest <= 0 ? 0 : rest * rest * rest;
    }

    /** 0 below {@code from}, 1 above {@code to}, smooth between. */
    static float step(float from, float to, float value) {
        float t = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}

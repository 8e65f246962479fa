package io.edgeopt.datasets.make;

/** Between light, of which twice as much is twice as bright, and the bytes of a picture (sRGB). */
public final class Tone {
    private static final int STEPS = 4096;
    private static final byte[] BYTES = new byte[STEPS + 1];
    private static final float[] LIGHT = new float[256];

    static {
        for (int i = 0; i <= STEPS; i++) {
            // The table runs over the square root, so that shadows get their share of its entries.
            double light = (double) i / STEPS * i / STEPS;
            double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            BYTES[i] = (byte) Math.round(255 * value);
        }
        for (int i = 0; i < 256; i++) {
            double value = i / 255.0;
            LIGHT[i] = (float) (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
    }

    private Tone() {}

    /** The byte for so much light, 0 to 255. */
    public static int byteOf(float light) {
        if (!(light > 0)) {
            return 0;
        }
        return light >= 1 ? 255 : BYTES[(int) (Math.sqrt(light) * STEPS + 0.5)] & 0xFF;
    }

    /** The light of a byte. */
    public static float lightOf(int value) {
        return LIGHT[value & 0xFF];
    }

    /** Linear light of a colour given as hue (0 to 1 round the circle), saturation and value as a painter sees them. */
    public static float[] colour(double hue, double saturation, double value) {
        float[] light = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            // The usual ramp of HSV: red, green and blue a third of the circle apart.
            double k = (5 - 2 * channel + 6 * hue) % 6;
            double part = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
            double seen = Math.max(0, Math.min(1, value * (1 - saturation * part)));
            light[channel] = lightOf((int) Math.round(255 * seen));
        }
        return light;
    }
}

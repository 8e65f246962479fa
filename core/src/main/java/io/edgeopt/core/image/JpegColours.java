package io.edgeopt.core.image;

import io.edgeopt.core.image.PictureHeader.Colours;

/**
 * From a JPEG's own colours to RGB, in the integer arithmetic of libjpeg (and, for CMYK, of Pillow), so that the result
 * owes nothing to an embedded colour profile.
 */
final class JpegColours {
    private static final int BITS = 16;
    private static final int HALF = 1 << (BITS - 1);
    private static final int[] RED_OF_CR = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int x = i - 128;
            RED_OF_CR[i] = (fixed(1.40200) * x + HALF) >> BITS;
            BLUE_OF_CB[i] = (fixed(1.77200) * x + HALF) >> BITS;
            GREEN_OF_CR[i] = -fixed(0.71414) * x;
            GREEN_OF_CB[i] = -fixed(0.34414) * x + HALF;
        }
    }

    private JpegColours() {}

    private static int fixed(double value) {
        return (int) (value * (1 << BITS) + 0.5);
    }

    /** Turns interleaved samples, {@code bands} a pixel, into {@code rgb}. */
    static void toRgb(Colours from, byte[] samples, int bands, byte[] rgb) {
        int pixels = rgb.length / 3;
        for (int i = 0, in = 0, out = 0; i < pixels; i++, in += bands, out += 3) {
            switch (from) {
                case GREY -> grey(samples, in, rgb, out);
                case RGB -> {
                    rgb[out] = samples[in];
                    rgb[out + 1] = samples[in + 1];
                    rgb[out + 2] = samples[in + 2];
                }
                case YCC -> ycc(samples, in, rgb, out);
                case CMYK -> ink(samples[in], samples[in + 1], samples[in + 2], samples[in + 3], rgb, out);
                case YCCK -> {
                    ycc(samples, in, rgb, out);
                    // What YCC gives here is the complement of the stored cyan, magenta and yellow.
                    ink((byte) ~rgb[out], (byte) ~rgb[out + 1], (byte) ~rgb[out + 2], samples[in + 3], rgb, out);
                }
            }
        }
    }

    private static void grey(byte[] samples, int in, byte[] rgb, int out) {
        rgb[out] = samples[in];
        rgb[out + 1] = samples[in];
        rgb[out + 2] = samples[in];
    }

    private static void ycc(byte[] samples, int in, byte[] rgb, int out) {
        int y = samples[in] & 0xFF;
        int cb = samples[in + 1] & 0xFF;
        int cr = samples[in + 2] & 0xFF;
        rgb[out] = clip(y + RED_OF_CR[cr]);
        rgb[out + 1] = clip(y + ((GREEN_OF_CB[cb] + GREEN_OF_CR[cr]) >> BITS));
        rgb[out + 2] = clip(y + BLUE_OF_CB[cb]);
    }

    /** Four-colour JPEGs are written by Adobe's programs, which store every ink inverted. */
    private static void ink(byte cyan, byte magenta, byte yellow, byte black, byte[] rgb, int out) {
        int light = black & 0xFF;
        rgb[out] = shade(255 - (cyan & 0xFF), light);
        rgb[out + 1] = shade(255 - (magenta & 0xFF), light);
        rgb[out + 2] = shade(255 - (yellow & 0xFF), light);
    }

    private static byte shade(int ink, int light) {
        int product = ink * light + 128;
        return clip(light - (((product >> 8) + product) >> 8));
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}

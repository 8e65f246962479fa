package io.edgeopt.datasets.make;

/** What a camera does to light before it is a picture: glare, blur, motion, exposure, noise of the sensor. */
public final class Lens {
    private Lens() {}

    /** Multiplies all light, channel by channel: exposure and white balance. */
    public static void expose(Canvas canvas, double red, double green, double blue) {
        float[] light = canvas.light();
        for (int i = 0; i < light.length; i += 3) {
            light[i] *= (float) red;
            light[i + 1] *= (float) green;
            light[i + 2] *= (float) blue;
        }
    }

    /** Takes the colour away. */
    public static void grey(Canvas canvas) {
        float[] light = canvas.light();
        for (int i = 0; i < light.length; i += 3) {
            float grey = 0.2126f * light[i] + 0.7152f * light[i + 1] + 0.0722f * light[i + 2];
            light[i] = grey;
            light[i + 1] = grey;
            light[i + 2] = grey;
        }
    }

    /** Bends what is brighter than {@code knee} so that it nears white slowly, as a camera's own curve does. */
    public static void soften(Canvas canvas, double knee) {
        float[] light = canvas.light();
        float from = (float) knee;
        float room = 1 - from;
        for (int i = 0; i < light.length; i++) {
            float over = light[i] - from;
            if (over > 0) {
                light[i] = from + room * over / (over + room);
            }
        }
    }

    /** Noise: the grain of few photons, which grows with the root of light, and a floor of its own. */
    public static void grain(Canvas canvas, double strength, Chance chance) {
        float[] light = canvas.light();
        long state = chance.bits() | 1;
        for (int i = 0; i < light.length; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            // Four bytes summed are near enough to a bell: deviation 1 after scaling.
            int sum = (int) (state & 0xFF)
                    + (int) (state >>> 8 & 0xFF)
                    + (int) (state >>> 16 & 0xFF)
                    + (int) (state >>> 24 & 0xFF);
            float bell = (sum - 510) / 147.8f;
            light[i] = Math.max(0, light[i] + bell * noise(strength, light[i]));
        }
    }

    /** The deviation of the noise where so much light falls. */
    public static float noise(double strength, double light) {
        float shot = (float) strength * 0.35f;
        float floor = (float) strength * 0.06f;
        return shot * (float) Math.sqrt(Math.max(0, light)) * 0.5f + floor;
    }

    /** Blurs as a lens out of focus; the radius is a deviation in pixels. */
    public static void blur(Canvas canvas, double radius) {
        if (radius < 0.2) {
            return;
        }
        // Three boxes in a row are a bell; a box of width w has variance (w^2 - 1) / 12.
        double width = Math.sqrt(4 * radius * radius + 1);
        box(canvas, width, true);
        box(canvas, width, false);
        box(canvas, width, true);
        box(canvas, width, false);
        box(canvas, width, true);
        box(canvas, width, false);
    }

    /** Smears along rows or along columns: a camera that moved. */
    public static void smear(Canvas canvas, double pixels, boolean across) {
        box(canvas, Math.max(1, pixels), across);
    }

    /** A moving mean over {@code width} pixels, which may be a fraction. */
    private static void box(Canvas canvas, double width, boolean across) {
        float[] light = canvas.light();
        int length = across ? canvas.width() : canvas.height();
        int lines = across ? canvas.height() : canvas.width();
        int step = 3 * (across ? 1 : canvas.width());
        int nextLine = 3 * (across ? canvas.width() : 1);
        int half = (int) ((width - 1) / 2);
        float edge = (float) ((width - 1) / 2 - half);
        float scale = (float) (1 / width);
        float[] line = new float[length + 2 * half + 3];
        for (int at = 0; at < lines; at++) {
            for (int channel = 0; channel < 3; channel++) {
                int start = at * nextLine + channel;
                for (int i = 0; i < line.length; i++) {
                    int from = Math.max(0, Math.min(length - 1, i - half - 1));
                    line[i] = light[start + from * step];
                }
                float sum = 0;
                for (int i = 0; i <= 2 * half; i++) {
                    sum += line[i + 1];
                }
                for (int i = 0; i < length; i++) {
                    light[start + i * step] = scale * (sum + edge * (line[i] + line[i + 2 * half + 2]));
                    sum += line[i + 2 * half + 2] - line[i + 1];
                }
            }
        }
    }
}

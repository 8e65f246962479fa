package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.datasets.make.Tone;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture with transparency, cut to what can be seen of it: linear light times opacity and opacity, and the same again
 * at half the size.
 */
final class Sprite {
    private static final int MOST = 512;

    private final int width;
    private final int height;
    private final float[] pixels;

    private Sprite(int width, int height, float[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    static Sprite read(Path file) {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new InvalidDataException("cut-out %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        if (image == null) {
            throw new InvalidDataException(
                    "cut-out %s is not a picture, expected a PNG with transparency".formatted(file));
        }
        if (!image.getColorModel().hasAlpha()) {
            throw new InvalidDataException(
                    "cut-out %s has no transparency, expected a PNG whose background is transparent".formatted(file));
        }
        Sprite sprite = trimmed(image, file);
        while (Math.max(sprite.width, sprite.height) > MOST) {
            sprite = sprite.half();
        }
        return sprite;
    }

    private static Sprite trimmed(BufferedImage image, Path file) {
        int left = image.getWidth();
        int top = image.getHeight();
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) >>> 24 > 24) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        if (right < 0) {
            throw new InvalidDataException("cut-out %s is transparent all over".formatted(file));
        }
        Sprite sprite =
                new Sprite(right - left + 1, bottom - top + 1, new float[4 * (right - left + 1) * (bottom - top + 1)]);
        for (int y = 0; y < sprite.height; y++) {
            for (int x = 0; x < sprite.width; x++) {
                int argb = image.getRGB(left + x, top + y);
                float opacity = (argb >>> 24) / 255f;
                int i = 4 * (y * sprite.width + x);
                sprite.pixels[i] = Tone.lightOf(argb >>> 16) * opacity;
                sprite.pixels[i + 1] = Tone.lightOf(argb >>> 8) * opacity;
                sprite.pixels[i + 2] = Tone.lightOf(argb) * opacity;
                sprite.pixels[i + 3] = opacity;
            }
        }
        return sprite;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** At half the size, so that small copies do not flicker. */
    Sprite half() {
        int w = Math.max(1, width / 2);
        int h = Math.max(1, height / 2);
        float[] small = new float[4 * w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                for (int channel = 0; channel < 4; channel++) {
                    int right = Math.min(width - 1, 2 * x + 1);
                    int below = Math.min(height - 1, 2 * y + 1);
                    small[4 * (y * w + x) + channel] = (pixels[4 * (2 * y * width + 2 * x) + channel]
                                    + pixels[4 * (2 * y * width + right) + channel]
                                    + pixels[4 * (below * width + 2 * x) + channel]
                                    + pixels[4 * (below * width + right) + channel])
                            / 4;
                }
            }
        }
        return new Sprite(w, h, small);
    }

    /** Light times opacity, and opacity, at a place between pixels; transparent outside. */
    void at(float x, float y, float[] out) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float u = x - left;
        float v = y - top;
        for (int channel = 0; channel < 4; channel++) {
            float above = get(left, top, channel) * (1 - u) + get(left + 1, top, channel) * u;
            float below = get(left, top + 1, channel) * (1 - u) + get(left + 1, top + 1, channel) * u;
            out[channel] = above * (1 - v) + below * v;
        }
    }

    private float get(int x, int y, int channel) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : pixels[4 * (y * width + x) + channel];
    }
}

package io.edgeopt.datasets.make;

import io.edgeopt.core.image.Image;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * A picture in the making: linear light as floats, red green blue, 1 for white; more is brighter than the camera can
 * see. Shapes are filled with Java2D's antialiased coverage, which repeats to the bit on one version of Java.
 */
public final class Canvas {
    private final int width;
    private final int height;
    private final float[] light;
    private final BufferedImage coverage;

    private Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.light = new float[3 * width * height];
        this.coverage = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    /** A black one. */
    public static Canvas of(int width, int height) {
        return new Canvas(width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The light itself, three floats a pixel, rows from the top: for whoever paints pixel by pixel. */
    public float[] light() {
        return light;
    }

    /** Makes it what another of its size is. */
    public void become(Canvas other) {
        System.arraycopy(other.light, 0, light, 0, light.length);
    }

    public Canvas copy() {
        Canvas copy = new Canvas(width, height);
        System.arraycopy(light, 0, copy.light, 0, light.length);
        return copy;
    }

    /** Fills all of it. */
    public void fill(Ink ink) {
        float[] out = new float[4];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[3] = 1;
                ink.at(x, y, out);
                blend(3 * (y * width + x), out, out[3]);
            }
        }
    }

    /** Fills a shape, edges smoothed. */
    public void fill(Shape shape, Ink ink) {
        Rectangle area = shape.getBounds();
        area.grow(1, 1);
        area = area.intersection(new Rectangle(width, height));
        if (area.isEmpty()) {
            return;
        }
        byte[] mask = cover(shape);
        float[] out = new float[4];
        for (int y = area.y; y < area.y + area.height; y++) {
            int row = y * width;
            for (int x = area.x; x < area.x + area.width; x++) {
                int covered = mask[row + x] & 0xFF;
                if (covered > 0) {
                    out[3] = 1;
                    ink.at(x, y, out);
                    blend(3 * (row + x), out, out[3] * covered / 255);
                }
            }
            Arrays.fill(mask, row + area.x, row + area.x + area.width, (byte) 0);
        }
    }

    /** Adds light, as a lamp or a flame does. */
    public void add(int x, int y, float red, float green, float blue) {
        int i = 3 * (y * width + x);
        light[i] += red;
        light[i + 1] += green;
        light[i + 2] += blue;
    }

    private byte[] cover(Shape shape) {
        Graphics2D graphics = coverage.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(Color.WHITE);
            graphics.fill(shape);
        } finally {
            graphics.dispose();
        }
        return ((DataBufferByte) coverage.getRaster().getDataBuffer()).getData();
    }

    private void blend(int i, float[] ink, float share) {
        light[i] += (ink[0] - light[i]) * share;
        light[i + 1] += (ink[1] - light[i + 1]) * share;
        light[i + 2] += (ink[2] - light[i + 2]) * share;
    }

    /** What a screen shows of it: sRGB, light beyond white cut off. */
    public Image image() {
        byte[] rgb = new byte[light.length];
        for (int i = 0; i < light.length; i++) {
            rgb[i] = (byte) Tone.byteOf(light[i]);
        }
        return Image.over(width, height, rgb);
    }
}

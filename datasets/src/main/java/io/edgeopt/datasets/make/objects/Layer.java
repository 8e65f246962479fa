package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Canvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** One thing on a see-through ground as large as the picture, and how much of each pixel is the thing itself. */
final class Layer {
    final int width;
    final int height;
    /** Light times opacity, and opacity: four floats a pixel. */
    final float[] pixels;
    /** Coverage by the thing itself; a hand that holds it does not count, and takes away what it hides. */
    final float[] itself;

    private final BufferedImage buffer;
    private final byte[] mask;
    private final float[] height0;
    private final float[] height1;
    private Rectangle dirty = new Rectangle();

    Layer(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new float[4 * width * height];
        this.itself = new float[width * height];
        this.buffer = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        this.mask = ((DataBufferByte) buffer.getRaster().getDataBuffer()).getData();
        this.height0 = new float[width * height];
        this.height1 = new float[width * height];
    }

    /** Where something was drawn. */
    Rectangle dirty() {
        return dirty;
    }

    void clear() {
        for (int y = dirty.y; y < dirty.y + dirty.height; y++) {
            int from = y * width + dirty.x;
            Arrays.fill(pixels, 4 * from, 4 * (from + dirty.width), 0);
            Arrays.fill(itself, from, from + dirty.width, 0);
        }
        dirty = new Rectangle();
    }

    void touch(Rectangle area) {
        dirty = dirty.isEmpty() ? area : dirty.union(area);
    }

    /** The coverage of a shape in pixels; {@link #release} must follow. */
    byte[] cover(Shape shape, int copies, double dx, double dy) {
        Graphics2D graphics = buffer.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(Color.WHITE);
            for (int i = 0; i < copies; i++) {
                graphics.fill(shape);
                graphics.translate(dx, dy);
            }
        } finally {
            graphics.dispose();
        }
        return mask;
    }

    void release(Rectangle area) {
        for (int y = area.y; y < area.y + area.height; y++) {
            Arrays.fill(mask, y * width + area.x, y * width + area.x + area.width, (byte) 0);
        }
    }

    /** The coverage as a hill: blurred, so that it rises from the edge inwards over about {@code reach} pixels. */
    float[] hill(Rectangle area, int reach) {
        for (int y = area.y; y < area.y + area.height; y++) {
            int row = y * width;
            for (int x = area.x; x < area.x + area.width; x++) {
                height0[row + x] = (mask[row + x] & 0xFF) / 255f;
            }
        }
        Blur.rows(height0, height1, width, area, reach);
        Blur.columns(height1, height0, width, area, reach);
        int again = Math.max(1, reach / 2);
        Blur.rows(height0, height1, width, area, again);
        Blur.columns(height1, height0, width, area, again);
        return height0;
    }

    /** Lays the thing on a picture. */
    void paste(Canvas canvas) {
        float[] light = canvas.light();
        for (int y = dirty.y; y < dirty.y + dirty.height; y++) {
            for (int x = dirty.x; x < dirty.x + dirty.width; x++) {
                int i = y * width + x;
                float opacity = pixels[4 * i + 3];
                if (opacity > 0) {
                    float rest = 1 - opacity;
                    light[3 * i] = light[3 * i] * rest + pixels[4 * i];
                    light[3 * i + 1] = light[3 * i + 1] * rest + pixels[4 * i + 1];
                    light[3 * i + 2] = light[3 * i + 2] * rest + pixels[4 * i + 2];
                }
            }
        }
    }

    /** Darkens the picture where the thing, so many pixels above it, takes away the light. */
    void shade(Canvas canvas, double dx, double dy, int softness, double strength) {
        Rectangle area = new Rectangle(dirty);
        area.translate((int) dx, (int) dy);
        area.grow(softness + 1, softness + 1);
        area = area.intersection(new Rectangle(width, height));
        if (area.isEmpty()) {
            return;
        }
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                int sx = x - (int) dx;
                int sy = y - (int) dy;
                boolean inside = sx >= 0 && sy >= 0 && sx < width && sy < height;
                height0[y * width + x] = inside ? pixels[4 * (sy * width + sx) + 3] : 0;
            }
        }
        Blur.rows(height0, height1, width, area, softness);
        Blur.columns(height1, height0, width, area, softness);
        float[] light = canvas.light();
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                int i = y * width + x;
                float left = 1 - (float) strength * height0[i];
                light[3 * i] *= left;
                light[3 * i + 1] *= left;
                light[3 * i + 2] *= left;
            }
        }
    }
}

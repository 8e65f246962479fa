package io.edgeopt.datasets.make.objects;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;

/**
 * Draws the parts of one thing, given in units of its longest side, as relief: edges are rounded off over a bevel, and
 * every pixel is shaded by its slope, its material and the light.
 */
final class Pen {
    private final Layer layer;
    private final Light light;
    private final AffineTransform toPixels;
    private final AffineTransform toUnits;
    private final double scale;
    private final double depthX;
    private final double depthY;
    private final boolean itself;

    private Pen(Layer layer, Light light, AffineTransform toPixels, double depthX, double depthY, boolean itself) {
        this.layer = layer;
        this.light = light;
        this.toPixels = toPixels;
        this.depthX = depthX;
        this.depthY = depthY;
        this.itself = itself;
        this.scale = Math.sqrt(Math.abs(toPixels.getDeterminant()));
        try {
            this.toUnits = toPixels.createInverse();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalArgumentException("a view that shows nothing: " + toPixels, e);
        }
    }

    /** A pen whose unit is {@code toPixels}; what is one unit high appears moved by the depth, in pixels. */
    static Pen of(Layer layer, Light light, AffineTransform toPixels, double depthX, double depthY) {
        return new Pen(layer, light, toPixels, depthX, depthY, true);
    }

    /** For a part of the thing with a place, an angle and a size of its own. */
    Pen at(double x, double y, double angle, double size) {
        AffineTransform inner = new AffineTransform(toPixels);
        inner.translate(x, y);
        inner.rotate(angle);
        inner.scale(size, size);
        return new Pen(layer, light, inner, depthX * size, depthY * size, itself);
    }

    /** For what lies higher. */
    Pen lifted(double units) {
        AffineTransform inner = AffineTransform.getTranslateInstance(depthX * units, depthY * units);
        inner.concatenate(toPixels);
        return new Pen(layer, light, inner, depthX, depthY, itself);
    }

    /** For what is not the thing itself and hides it. */
    Pen other() {
        return new Pen(layer, light, toPixels, depthX, depthY, false);
    }

    /** Pixels a unit. */
    double scale() {
        return scale;
    }

    /** The sides of a body so many units high; what lies on top is drawn with {@link #lifted}. */
    void sides(Shape shape, Material material, double units) {
        double x = depthX * units;
        double y = depthY * units;
        int copies = Math.min(24, 1 + (int) Math.ceil(Math.hypot(x, y)));
        fill(
                shape,
                material.times(0.55),
                0.01,
                copies,
                copies > 1 ? x / (copies - 1) : 0,
                copies > 1 ? y / (copies - 1) : 0);
    }

    /** One part; the bevel is how far its edge is rounded, in units. */
    void part(Shape shape, Material material, double bevel) {
        fill(shape, material, bevel, 1, 0, 0);
    }

    /** A given picture, its longer side one unit. */
    void picture(Sprite given) {
        Sprite sprite = given;
        while (Math.max(sprite.width(), sprite.height()) > 2 * scale && sprite.width() > 2 && sprite.height() > 2) {
            sprite = sprite.half();
        }
        float side = Math.max(sprite.width(), sprite.height());
        double halfX = sprite.width() / side / 2;
        double halfY = sprite.height() / side / 2;
        Rectangle area = toPixels.createTransformedShape(new Rectangle2D.Double(-halfX, -halfY, 2 * halfX, 2 * halfY))
                .getBounds();
        area.grow(1, 1);
        area = area.intersection(new Rectangle(layer.width, layer.height));
        if (area.isEmpty()) {
            return;
        }
        layer.touch(area);
        float bright = light.ambient() + light.direct() * light.z();
        float[] out = new float[4];
        double[] place = new double[2];
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                place[0] = x + 0.5;
                place[1] = y + 0.5;
                toUnits.transform(place, 0, place, 0, 1);
                sprite.at((float) ((place[0] + halfX) * side - 0.5), (float) ((place[1] + halfY) * side - 0.5), out);
                int i = y * layer.width + x;
                float rest = 1 - out[3];
                layer.pixels[4 * i] = layer.pixels[4 * i] * rest + out[0] * bright * light.red();
                layer.pixels[4 * i + 1] = layer.pixels[4 * i + 1] * rest + out[1] * bright * light.green();
                layer.pixels[4 * i + 2] = layer.pixels[4 * i + 2] * rest + out[2] * bright * light.blue();
                layer.pixels[4 * i + 3] = layer.pixels[4 * i + 3] * rest + out[3];
                layer.itself[i] = itself ? Math.max(layer.itself[i], out[3]) : layer.itself[i] * rest;
            }
        }
    }

    private void fill(Shape shape, Material material, double bevel, int copies, double dx, double dy) {
        Shape drawn = toPixels.createTransformedShape(shape);
        int reach = Math.max(1, (int) Math.round(bevel * scale));
        Rectangle area = drawn.getBounds();
        if (copies > 1) {
            Rectangle end = new Rectangle(area);
            end.translate((int) Math.round(dx * (copies - 1)), (int) Math.round(dy * (copies - 1)));
            area = area.union(end);
        }
        area.grow(Math.min(reach, 4) + 2, Math.min(reach, 4) + 2);
        area = area.intersection(new Rectangle(layer.width, layer.height));
        if (area.isEmpty()) {
            return;
        }
        layer.touch(area);
        byte[] mask = layer.cover(drawn, copies, dx, dy);
        float[] hill = layer.hill(area, reach);
        shade(area, mask, hill, material, 2.2f * reach);
        layer.release(area);
    }

    private void shade(Rectangle area, byte[] mask, float[] hill, Material material, float steep) {
        Shader shader = new Shader(material, light);
        float[] out = new float[3];
        float ux = (float) toUnits.getScaleX();
        float uy = (float) toUnits.getShearX();
        float vx = (float) toUnits.getShearY();
        float vy = (float) toUnits.getScaleY();
        float u0 = (float) toUnits.getTranslateX();
        float v0 = (float) toUnits.getTranslateY();
        int width = layer.width;
        float[] pixels = layer.pixels;
        float[] itselfMask = layer.itself;
        for (int y = area.y; y < area.y + area.height; y++) {
            int row = y * width;
            for (int x = area.x; x < area.x + area.width; x++) {
                int i = row + x;
                int covered = mask[i] & 0xFF;
                if (covered < 255 && hill[i] > 0.02f && material.opacity() == 1) {
                    // Parts that lie on others take some light from round them.
                    float left = 1 - 0.35f * hill[i] * (255 - covered) / 255;
                    pixels[4 * i] *= left;
                    pixels[4 * i + 1] *= left;
                    pixels[4 * i + 2] *= left;
                }
                if (covered == 0) {
                    continue;
                }
                float right = x + 1 < area.x + area.width ? hill[i + 1] : 0;
                float leftHand = x > area.x ? hill[i - 1] : 0;
                float below = y + 1 < area.y + area.height ? hill[i + width] : 0;
                float above = y > area.y ? hill[i - width] : 0;
                float u = ux * x + uy * y + u0;
                float v = vx * x + vy * y + v0;
                float opacity = shader.at(steep * (leftHand - right) / 2, steep * (above - below) / 2, u, v, out);
                float share = opacity * covered / 255;
                float rest = 1 - share;
                pixels[4 * i] = pixels[4 * i] * rest + out[0] * share;
                pixels[4 * i + 1] = pixels[4 * i + 1] * rest + out[1] * share;
                pixels[4 * i + 2] = pixels[4 * i + 2] * rest + out[2] * share;
                pixels[4 * i + 3] = pixels[4 * i + 3] * rest + share;
                float solid = covered / 255f;
                itselfMask[i] = itself ? Math.max(itselfMask[i], solid) : itselfMask[i] * (1 - solid);
            }
        }
    }
}

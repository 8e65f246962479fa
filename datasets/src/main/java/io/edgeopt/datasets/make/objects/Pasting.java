package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Pastes things on a picture one after another, each with its shadow, and keeps account of what can still be seen. */
final class Pasting {
    /** An object and the pixels at its edges, as far as they can be seen. */
    record Found(int label, int left, int top, int right, int bottom) {}

    /** How much of a pasted object the picture shows. */
    private static final class Pasted {
        private final int label;
        private final float[] mask;
        private final Rectangle area;
        private final double whole;

        Pasted(int label, float[] mask, Rectangle area, double whole) {
            this.label = label;
            this.mask = mask;
            this.area = area;
            this.whole = whole;
        }
    }

    private static final float SEEN = 0.4f;
    private static final double LEAST_SHARE = 0.35;

    private final Canvas canvas;
    private final Light light;
    private final double large;
    private final Cutouts cutouts;
    private final Chance chance;
    private final Layer layer;
    private final List<Pasted> pasted = new ArrayList<>();

    Pasting(Canvas canvas, Light light, double large, Cutouts cutouts, Chance chance) {
        this.canvas = canvas;
        this.light = light;
        this.large = large;
        this.cutouts = cutouts;
        this.chance = chance;
        this.layer = new Layer(canvas.width(), canvas.height());
    }

    void clutter(int count) {
        for (int i = 0; i < count; i++) {
            double length = length(0.65);
            Clutter.any(pen(length, chance.happens(0.4)), chance.split());
            lay(length);
        }
    }

    void object(int label) {
        double length = length(cutouts.size(label));
        cutouts.draw(label, pen(length, cutouts.isUpright(label)), chance.split());
        float[] mask = layer.itself.clone();
        Rectangle area = layer.dirty();
        lay(length);
        double seen = 0;
        for (float share : mask) {
            seen += share;
        }
        if (seen > 24) {
            pasted.add(new Pasted(label, mask, area, seen));
        }
    }

    private double length(double size) {
        double side = Math.min(canvas.width(), canvas.height());
        double length = side * chance.ratio(0.13, 0.75) * size * Math.sqrt(large);
        return Math.max(0.085 * side, Math.min(1.05 * side, length));
    }

    /** Somewhere, turned, seen at a slant, perhaps mirrored; most of it inside the picture. */
    private Pen pen(double length, boolean upright) {
        double margin = Math.min(0.42, 0.35 * length / canvas.width());
        AffineTransform view = AffineTransform.getTranslateInstance(
                canvas.width() * chance.between(margin, 1 - margin),
                canvas.height() * chance.between(margin, 1 - margin));
        double tilt = chance.happens(0.5) ? chance.between(0, 0.35) : chance.between(0.2, 0.95);
        double axis = upright ? (chance.happens(0.7) ? Math.PI / 2 : 0) : chance.between(0, 2 * Math.PI);
        // Turning about an axis in the picture makes it narrower across that axis and shows a side.
        view.rotate(axis);
        view.scale(1, Math.cos(upright ? 0.6 * tilt : tilt));
        view.rotate(-axis);
        view.rotate(upright && chance.happens(0.85) ? 0.12 * chance.normal() : chance.between(0, 2 * Math.PI));
        view.scale(length * (chance.happens(0.5) ? -1 : 1), length);
        double lean = Math.sin(tilt) * length;
        double side = chance.happens(0.5) ? 1 : -1;
        return Pen.of(layer, light, view, -side * Math.sin(axis) * lean, side * Math.cos(axis) * lean);
    }

    private void lay(double length) {
        Rectangle area = layer.dirty();
        if (area.isEmpty()) {
            return;
        }
        double high = chance.happens(0.2) ? chance.between(0.1, 0.4) : chance.between(0.01, 0.07);
        double away = Math.min(40, length * high);
        int soft = Math.max(1, (int) (away * chance.between(0.4, 1)));
        layer.shade(
                canvas,
                -light.x() * away / light.z(),
                -light.y() * away / light.z(),
                soft,
                0.25 + 0.5 * light.direct());
        layer.shade(canvas, 0, 1, 2, 0.3);
        layer.paste(canvas);
        for (Pasted before : pasted) {
            Rectangle common = before.area.intersection(area);
            for (int y = common.y; y < common.y + common.height; y++) {
                for (int x = common.x; x < common.x + common.width; x++) {
                    int i = y * canvas.width() + x;
                    before.mask[i] *= 1 - layer.pixels[4 * i + 3];
                }
            }
        }
        layer.clear();
    }

    List<Found> boxes() {
        List<Found> found = new ArrayList<>();
        for (Pasted one : pasted) {
            int left = Integer.MAX_VALUE;
            int top = Integer.MAX_VALUE;
            int right = -1;
            int bottom = -1;
            double seen = 0;
            Rectangle area = one.area;
            for (int y = area.y; y < area.y + area.height; y++) {
                for (int x = area.x; x < area.x + area.width; x++) {
                    float share = one.mask[y * canvas.width() + x];
                    seen += share;
                    if (share > SEEN) {
                        left = Math.min(left, x);
                        top = Math.min(top, y);
                        right = Math.max(right, x);
                        bottom = Math.max(bottom, y);
                    }
                }
            }
            if (seen > LEAST_SHARE * one.whole && right - left > 3 && bottom - top > 1) {
                found.add(new Found(one.label, left, top, right, bottom));
            }
        }
        return found;
    }
}

package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawn place: what the camera sees of it, and the ground on which more can be put. The ground is a plane: a metre is
 * so many pixels as a row lies below the horizon, divided by the height of the camera.
 */
public final class Place {
    /** What sort of place. */
    public enum Kind {
        ROOM,
        KITCHEN,
        HALL,
        STREET,
        WOODS,
        FIELD,
        BACKDROP;

        public boolean indoors() {
            return this == ROOM || this == KITCHEN || this == HALL;
        }
    }

    /** When it is, which is how much light there is and of what colour. */
    public enum Hour {
        DAY,
        OVERCAST,
        DUSK,
        NIGHT,
        LAMPS
    }

    /** A point on the ground and the pixels of a metre there. */
    public record Spot(double x, double y, double metre) {}

    /** What stands here, as the picture shows it: its foot, half of its width, its height. */
    private record Thing(double x, double y, double half, double high) {
        boolean covers(double column, double row) {
            return Math.abs(column - x) < half && row < y && row > y - high;
        }
    }

    private record Glow(double x, double y, double radius, float red, float green, float blue, double core) {
        float[] light() {
            return new float[] {red, green, blue};
        }
    }

    private final Canvas canvas;
    private final Kind kind;
    private final Hour hour;
    private final double horizon;
    private final double cameraHeight;
    private final double nearest;
    private final float[] ambient;
    private final boolean peopled;
    private final List<Glow> glows = new ArrayList<>();
    private final List<Thing> things = new ArrayList<>();

    Place(
            Canvas canvas,
            Kind kind,
            Hour hour,
            double horizon,
            double cameraHeight,
            double nearest,
            float[] ambient,
            boolean peopled) {
        this.canvas = canvas;
        this.kind = kind;
        this.hour = hour;
        this.horizon = horizon;
        this.cameraHeight = cameraHeight;
        this.nearest = nearest;
        this.ambient = ambient.clone();
        this.peopled = peopled;
    }

    public Canvas canvas() {
        return canvas;
    }

    public Kind kind() {
        return kind;
    }

    public Hour hour() {
        return hour;
    }

    public double horizon() {
        return horizon;
    }

    /** The light that falls on everything: a channel each. */
    public float[] ambient() {
        return ambient;
    }

    public boolean dark() {
        return hour == Hour.NIGHT || hour == Hour.DUSK;
    }

    /** How high the camera is above the ground, in metres. */
    public double cameraHeight() {
        return cameraHeight;
    }

    boolean peopled() {
        return peopled;
    }

    public double metre(double y) {
        return Math.max(2, (y - horizon) / cameraHeight);
    }

    /** The first row of open ground. */
    public double nearest() {
        return nearest;
    }

    /** Somewhere on the ground; near spots are as likely as far ones on the picture. */
    public Spot spot(Chance chance) {
        double y = chance.between(nearest, canvas.height() * 1.02);
        return new Spot(chance.between(0.04, 0.96) * canvas.width(), y, metre(y));
    }

    /** Somewhere where a metre is about that many pixels, if the ground has such a row. */
    public Spot spot(Chance chance, double metre) {
        double y = Math.max(nearest, Math.min(canvas.height() * 1.05, horizon + metre * cameraHeight));
        return new Spot(chance.between(0.04, 0.96) * canvas.width(), y, metre(y));
    }

    /** Says that something stands there, so many metres wide and high. */
    void occupy(Spot spot, double wide, double high) {
        things.add(new Thing(spot.x(), spot.y(), spot.metre() * wide / 2, spot.metre() * high));
    }

    /** Whether the ground is seen there, and not something that stands on it. */
    public boolean open(double x, double y) {
        return y >= nearest && things.stream().noneMatch(thing -> thing.covers(x, y));
    }

    /** A thing that shines: seen once {@link #shine} is called. {@code core} is how bright its middle is. */
    public void glow(double x, double y, double radius, float[] light, double core) {
        glows.add(new Glow(x, y, radius, light[0], light[1], light[2], core));
    }

    /** Gives what was drawn its light, then lets lamps shine. To be called once, before flames and smoke. */
    public void shine() {
        float[] light = canvas.light();
        for (int i = 0; i < light.length; i += 3) {
            light[i] *= ambient[0];
            light[i + 1] *= ambient[1];
            light[i + 2] *= ambient[2];
        }
        for (Glow glow : glows) {
            lighten(glow.x, glow.y, glow.radius * 6, glow.light(), 0.35 * glow.core);
        }
        for (Glow glow : glows) {
            halo(glow.x, glow.y, glow.radius, glow.light(), glow.core);
        }
    }

    /** Other light on all that was drawn, and on all that will be: a factor a channel. To be called after it shines. */
    public void relight(float red, float green, float blue) {
        float[] factors = {red, green, blue};
        float[] light = canvas.light();
        for (int i = 0; i < light.length; i++) {
            light[i] *= factors[i % 3];
        }
        for (int i = 0; i < 3; i++) {
            ambient[i] *= factors[i];
        }
    }

    /** Light from a point falls on what is around: the nearer, the more. */
    public void lighten(double x, double y, double radius, float[] colour, double power) {
        float[] light = canvas.light();
        int width = canvas.width();
        float scale = (float) (1 / (radius * radius));
        float[] factor = new float[3];
        for (int i = 0; i < 3; i++) {
            factor[i] = (float) (power * colour[i] / Math.max(0.02, ambient[i]));
        }
        // Beyond four radii next to nothing arrives.
        int fromY = (int) Math.max(0, y - 4 * radius);
        int toY = (int) Math.min(canvas.height() - 1, y + 4 * radius);
        int fromX = (int) Math.max(0, x - 4 * radius);
        int toX = (int) Math.min(width - 1, x + 4 * radius);
        for (int row = fromY; row <= toY; row++) {
            float dy = (float) (row - y);
            for (int column = fromX; column <= toX; column++) {
                float dx = (float) (column - x);
                float fall = 1 / (1 + (dx * dx + dy * dy) * scale);
                float share = fall * fall - 0.0034f;
                if (share <= 0) {
                    continue;
                }
                int i = 3 * (row * width + column);
                // No surface throws back more light than falls on it.
                light[i] += Math.min(1.2f, light[i]) * share * factor[0];
                light[i + 1] += Math.min(1.2f, light[i + 1]) * share * factor[1];
                light[i + 2] += Math.min(1.2f, light[i + 2]) * share * factor[2];
            }
        }
    }

    /** The glare about a bright point, in the lens and in the air. */
    public void halo(double x, double y, double radius, float[] colour, double core) {
        int reach = (int) Math.ceil(radius * 9);
        int fromX = Math.max(0, (int) x - reach);
        int toX = Math.min(canvas.width() - 1, (int) x + reach);
        int fromY = Math.max(0, (int) y - reach);
        int toY = Math.min(canvas.height() - 1, (int) y + reach);
        double scale = 1 / (radius * radius);
        for (int row = fromY; row <= toY; row++) {
            for (int column = fromX; column <= toX; column++) {
                double d = ((column - x) * (column - x) + (row - y) * (row - y)) * scale;
                if (d > 81) {
                    continue;
                }
                float share = (float) (core * (1 / ((1 + d) * (1 + d)) - 0.00015));
                canvas.add(column, row, share * colour[0], share * colour[1], share * colour[2]);
            }
        }
    }
}

package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.scene.Forms;
import io.edgeopt.datasets.make.scene.Surface;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A car, a van or a lorry: a body and a cabin with slanted ends, wheels, panes and lamps, seen from anywhere. */
final class Vehicle {
    final double length;
    final double width;
    final double height;
    private final double waist;
    private final double cabinFrom;
    private final double cabinTo;
    private final double slantFront;
    private final double slantRear;
    private final float[] paint;
    private final float[] second;

    private record Face(double depth, Shape shape, Ink ink) {}

    Vehicle(Chance chance) {
        double kind = chance.between(0, 1);
        boolean tall = kind > 0.75;
        length = tall ? chance.between(4.6, 7.5) : chance.between(3.6, 4.9);
        width = tall ? chance.between(1.9, 2.3) : chance.between(1.6, 1.9);
        height = tall ? chance.between(2.0, 3.0) : chance.between(1.35, 1.7);
        waist = tall ? height * chance.between(0.4, 0.55) : height * chance.between(0.52, 0.62);
        cabinFrom = tall ? -0.5 : chance.between(-0.48, -0.3);
        cabinTo = tall ? chance.between(0.3, 0.48) : chance.between(0.12, 0.28);
        slantFront = tall ? chance.between(0.02, 0.1) : chance.between(0.1, 0.2);
        slantRear = tall ? 0.01 : chance.between(0.03, 0.18);
        paint = Surface.colour(chance, "vehicle", 0.95, 0.08, 0.97);
        second = kind > 0.88 ? Surface.colour(chance, "vehicle box", 0.5, 0.3, 0.97) : paint;
    }

    /** Standing at (x, z), its front towards {@code heading}. {@code jolt} lifts its nose. */
    void draw(Canvas canvas, View view, double x, double z, double heading, double jolt, float[] light) {
        if (z < View.NEAREST * 5) {
            return;
        }
        Frame frame = new Frame(view, x, z, heading, jolt);
        double m = view.metre(z);
        canvas.fill(shadow(frame), Ink.sheer(0, 0, 0, 0.45f));
        List<Face> faces = new ArrayList<>();
        double half = length / 2;
        double side = width / 2;
        double floor = height * 0.14;
        box(faces, frame, -half, half, -half, half, side, side, floor, waist, paint, light, false);
        double from = length * cabinFrom;
        double to = length * cabinTo;
        box(
                faces,
                frame,
                from,
                to,
                from + slantRear * length,
                to - slantFront * length,
                side * 0.96,
                side * 0.84,
                waist,
                height,
                second,
                light,
                true);
        faces.sort(Comparator.comparingDouble(Face::depth).reversed());
        faces.forEach(face -> canvas.fill(face.shape, face.ink));
        lamps(canvas, frame, half, side, m, light);
    }

    private static Shape shadow(Frame frame) {
        return frame.shape(new double[][] {{-2.6, 0, -1.15}, {2.6, 0, -1.15}, {2.6, 0, 1.15}, {-2.6, 0, 1.15}});
    }

    /** Six faces of a box whose top may be shorter and narrower; those that look away from the camera are left out. */
    private void box(
            List<Face> faces,
            Frame frame,
            double rear,
            double front,
            double rearTop,
            double frontTop,
            double side,
            double sideTop,
            double low,
            double high,
            float[] colour,
            float[] light,
            boolean cabin) {
        double[] a = {rear, low, -side};
        double[] b = {front, low, -side};
        double[] c = {front, low, side};
        double[] d = {rear, low, side};
        double[] e = {rearTop, high, -sideTop};
        double[] f = {frontTop, high, -sideTop};
        double[] g = {frontTop, high, sideTop};
        double[] h = {rearTop, high, sideTop};
        face(faces, frame, colour, light, 1.05, cabin, false, e, f, g, h);
        face(faces, frame, colour, light, 0.75, cabin, true, b, c, g, f);
        face(faces, frame, colour, light, 0.7, cabin, true, d, a, e, h);
        face(faces, frame, colour, light, 0.85, cabin, true, a, b, f, e);
        face(faces, frame, colour, light, 0.6, cabin, true, c, d, h, g);
        if (!cabin) {
            for (int lr = -1; lr <= 1; lr += 2) {
                for (double at : new double[] {0.62, -0.6}) {
                    wheel(faces, frame, at * length / 2, lr * side, light);
                }
            }
        }
    }

    private void face(
            List<Face> faces,
            Frame frame,
            float[] colour,
            float[] light,
            double shade,
            boolean cabin,
            boolean upright,
            double[]... corners) {
        double[] seen = frame.facing(corners);
        if (seen[0] <= 0) {
            return;
        }
        faces.add(new Face(seen[1], frame.shape(corners), ink(colour, light, shade)));
        if (cabin && upright) {
            double[][] pane = new double[4][3];
            double[] middle = new double[3];
            for (double[] corner : corners) {
                for (int i = 0; i < 3; i++) {
                    middle[i] += corner[i] / 4;
                }
            }
            for (int k = 0; k < 4; k++) {
                for (int i = 0; i < 3; i++) {
                    pane[k][i] = middle[i] + (corners[k][i] - middle[i]) * 0.82;
                }
            }
            faces.add(new Face(seen[1] - 0.01, frame.shape(pane), ink(new float[] {0.05f, 0.06f, 0.07f}, light, 1)));
        }
    }

    private static Ink ink(float[] colour, float[] light, double shade) {
        float value = (float) shade;
        return Ink.plain(colour[0] * light[0] * value, colour[1] * light[1] * value, colour[2] * light[2] * value);
    }

    private void wheel(List<Face> faces, Frame frame, double at, double side, float[] light) {
        double radius = height > 1.9 ? 0.42 : 0.32;
        double[][] rim = new double[12][];
        double[][] hub = new double[12][];
        for (int i = 0; i < 12; i++) {
            double angle = Math.signum(side) * -i * Math.PI / 6;
            rim[i] = new double[] {at + radius * Math.cos(angle), radius + radius * Math.sin(angle), side * 1.01};
            hub[i] = new double[] {
                at + 0.5 * radius * Math.cos(angle), radius + 0.5 * radius * Math.sin(angle), side * 1.01
            };
        }
        double[] seen = frame.facing(rim);
        if (seen[0] > 0) {
            faces.add(new Face(seen[1] - 0.02, frame.shape(rim), ink(new float[] {0.015f, 0.015f, 0.015f}, light, 1)));
            faces.add(new Face(seen[1] - 0.03, frame.shape(hub), ink(new float[] {0.3f, 0.3f, 0.3f}, light, 1)));
        }
    }

    private void lamps(Canvas canvas, Frame frame, double half, double side, double m, float[] light) {
        double y = waist * 0.75;
        float dim = Math.max(0.25f, light[1]);
        for (int lr = -1; lr <= 1; lr += 2) {
            spot(canvas, frame, half, y, lr * side * 0.78, m, Ink.plain(0.9f * dim, 0.88f * dim, 0.8f * dim), 1);
            spot(canvas, frame, -half, y, lr * side * 0.78, m, Ink.plain(0.5f * dim, 0.03f * dim, 0.02f * dim), -1);
        }
    }

    private static void spot(
            Canvas canvas, Frame frame, double at, double y, double side, double m, Ink ink, int front) {
        double[][] around = {
            {at, y - 0.1, side},
            {at, y - 0.1, side + front * 0.1},
            {at, y + 0.1, side + front * 0.1},
            {at, y + 0.1, side}
        };
        if (frame.facing(around)[0] > 0) {
            double[] p = frame.point(new double[] {at, y, side});
            canvas.fill(Forms.ellipse(p[0], p[1], Math.max(0.7, 0.14 * m), Math.max(0.6, 0.09 * m)), ink);
        }
    }

    /** From the vehicle's own axes (ahead, up, to its left) to the picture. */
    private record Frame(View view, double x, double z, double heading, double jolt) {
        double[] world(double[] own) {
            double ch = Math.cos(heading);
            double sh = Math.sin(heading);
            return new double[] {
                x + own[0] * ch - own[2] * sh, Math.max(0, own[1] + own[0] * jolt), z + own[0] * sh + own[2] * ch
            };
        }

        double[] point(double[] own) {
            double[] w = world(own);
            return new double[] {view.px(w[0], w[2]), view.py(w[1], w[2])};
        }

        Shape shape(double[][] corners) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < corners.length; i++) {
                double[] p = point(corners[i]);
                if (i == 0) {
                    path.moveTo(p[0], p[1]);
                } else {
                    path.lineTo(p[0], p[1]);
                }
            }
            path.closePath();
            return path;
        }

        /** Above 0 when the face looks at the camera; and how far away it is. */
        double[] facing(double[][] corners) {
            double area = 0;
            double depth = 0;
            for (int i = 0; i < corners.length; i++) {
                double[] p = point(corners[i]);
                double[] q = point(corners[(i + 1) % corners.length]);
                area += p[0] * q[1] - q[0] * p[1];
                depth += world(corners[i])[2] / corners.length;
            }
            return new double[] {-area, depth};
        }
    }
}

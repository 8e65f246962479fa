package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.scene.Forms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws a body: limbs with thickness, far before near, each shaded as something round. */
final class Figure {
    private record Piece(double depth, Runnable draw) {}

    private final Canvas canvas;
    private final View view;
    private final Body body;
    private final Skeleton bones;
    private final float[] light;
    private final List<Piece> pieces = new ArrayList<>();

    private Figure(Canvas canvas, View view, Body body, Skeleton bones, float[] light) {
        this.canvas = canvas;
        this.view = view;
        this.body = body;
        this.bones = bones;
        this.light = light;
    }

    static void draw(Canvas canvas, View view, Body body, Posed posed, float[] light) {
        if (posed.z() < View.NEAREST * 2) {
            return;
        }
        new Figure(canvas, view, body, Skeleton.of(body, posed), light).draw();
    }

    private void draw() {
        double[] pelvis = bones.joint(Skeleton.PELVIS);
        double m = view.metre(pelvis[2]);
        double long1 = Math.abs(bones.joint(Skeleton.HEAD)[0] - bones.joint(Skeleton.ANKLE)[0]);
        double middle = (bones.joint(Skeleton.HEAD)[0] + bones.joint(Skeleton.ANKLE)[0] + pelvis[0]) / 3;
        canvas.fill(
                Forms.ellipse(view.px(middle, pelvis[2]), view.py(0, pelvis[2]), m * (0.25 + long1 * 0.5), m * 0.09),
                Ink.sheer(0, 0, 0, 0.35f));
        for (int i = 0; i < 2; i++) {
            leg(i);
            arm(i);
        }
        trunk();
        head();
        pieces.sort(Comparator.comparingDouble(Piece::depth).reversed());
        pieces.forEach(piece -> piece.draw().run());
    }

    private void leg(int i) {
        double r = 0.075 * body.height / 1.75 * Math.sqrt(body.girth);
        float[] lower = body.shorts || body.skirt ? body.skin : body.bottom;
        limb(Skeleton.HIP + i, Skeleton.KNEE + i, r, r * 0.72, body.bottom, 0);
        limb(Skeleton.KNEE + i, Skeleton.ANKLE + i, r * 0.7, r * 0.5, lower, 0.001);
        limb(Skeleton.ANKLE + i, Skeleton.TOE + i, r * 0.55, r * 0.4, body.shoes, 0.002);
    }

    private void arm(int i) {
        double r = 0.052 * body.height / 1.75 * Math.sqrt(body.girth);
        limb(Skeleton.SHOULDER + i, Skeleton.ELBOW + i, r, r * 0.8, body.top, 0);
        limb(Skeleton.ELBOW + i, Skeleton.HAND + i, r * 0.78, r * 0.6, body.sleeves ? body.top : body.skin, 0.001);
        limb(Skeleton.HAND + i, Skeleton.HAND + i, r * 0.85, r * 0.85, body.skin, 0.002);
    }

    private void limb(int from, int to, double radius1, double radius2, float[] colour, double before) {
        double[] a = bones.joint(from);
        double[] b = bones.joint(to);
        pieces.add(new Piece((a[2] + b[2]) / 2 - before, () -> {
            double ax = view.px(a[0], a[2]);
            double ay = view.py(a[1], a[2]);
            double bx = view.px(b[0], b[2]);
            double by = view.py(b[1], b[2]);
            double m = view.metre((a[2] + b[2]) / 2);
            canvas.fill(
                    Forms.limb(ax, ay, bx, by, Math.max(0.5, radius1 * m), Math.max(0.45, radius2 * m)),
                    round(colour, ax, ay, bx, by, radius1 * m));
        }));
    }

    /** Light from above and from the left; darker towards the rim on the other side. */
    private Ink round(float[] colour, double ax, double ay, double bx, double by, double radius) {
        double length = Math.hypot(bx - ax, by - ay);
        double nx = length < 1e-6 ? 1 : -(by - ay) / length;
        double ny = length < 1e-6 ? 0 : (bx - ax) / length;
        double lit = nx * -0.6 + ny * -0.8;
        double scale = 1 / Math.max(0.5, radius);
        return (x, y, out) -> {
            double across = ((x + 0.5 - ax) * nx + (y + 0.5 - ay) * ny) * scale;
            float value = (float) Math.max(0.3, 0.85 + 0.4 * across * lit);
            for (int c = 0; c < 3; c++) {
                out[c] = colour[c] * light[c] * value;
            }
        };
    }

    private void trunk() {
        double[] pelvis = bones.joint(Skeleton.PELVIS);
        double[] chest = bones.joint(Skeleton.CHEST);
        double depth = (pelvis[2] + chest[2]) / 2;
        double deep = 0.1 * body.girth * body.height / 1.75;
        pieces.add(new Piece(depth, () -> {
            double m = view.metre(depth);
            double[] ls = point(Skeleton.SHOULDER);
            double[] rs = point(Skeleton.SHOULDER + 1);
            double[] lh = point(Skeleton.HIP);
            double[] rh = point(Skeleton.HIP + 1);
            double[] c = point(Skeleton.CHEST);
            double[] p = point(Skeleton.PELVIS);
            Ink cloth = cloth(c, p, m * body.shoulders);
            canvas.fill(
                    Forms.limb(lh[0], lh[1], rh[0], rh[1], deep * m * 0.9, deep * m * 0.9),
                    round(body.bottom, p[0] - 1, p[1], p[0] + 1, p[1], deep * m * 1.5));
            canvas.fill(Forms.limb(c[0], c[1], p[0], p[1], deep * m * 1.15, deep * m * 1.1), cloth);
            canvas.fill(Forms.limb(ls[0], ls[1], rs[0], rs[1], deep * m * 0.62, deep * m * 0.62), cloth);
            canvas.fill(Forms.polygon(ls[0], ls[1], rs[0], rs[1], rh[0], rh[1], lh[0], lh[1]), cloth);
            if (body.skirt) {
                double[] lk = point(Skeleton.KNEE);
                double[] rk = point(Skeleton.KNEE + 1);
                canvas.fill(
                        Forms.polygon(
                                lh[0] - deep * m,
                                lh[1],
                                rh[0] + deep * m,
                                rh[1],
                                rk[0] + deep * m * 0.7,
                                rk[1],
                                lk[0] - deep * m * 0.7,
                                lk[1]),
                        round(body.bottom, p[0], p[1], p[0], p[1] + 1, deep * m * 2));
            }
        }));
        if (body.pack) {
            double[] back = bones.joint(Skeleton.BACK);
            pieces.add(new Piece(back[2], () -> {
                double[] b = point(Skeleton.BACK);
                double m = view.metre(back[2]);
                canvas.fill(
                        Forms.ellipse(b[0], b[1], 0.14 * m, 0.2 * m),
                        round(body.load, b[0], b[1], b[0], b[1] + 1, 0.2 * m));
            }));
        }
    }

    private Ink cloth(double[] from, double[] to, double wide) {
        Ink plain = round(body.top, from[0], from[1], to[0], to[1], wide * 1.3);
        if (!body.stripes) {
            return plain;
        }
        Ink other = round(body.trim, from[0], from[1], to[0], to[1], wide * 1.3);
        double length = Math.max(1, Math.hypot(to[0] - from[0], to[1] - from[1]));
        double ux = (to[0] - from[0]) / length;
        double uy = (to[1] - from[1]) / length;
        double pitch = Math.max(2.5, length / 5);
        return (x, y, out) -> {
            double along = ((x - from[0]) * ux + (y - from[1]) * uy) / pitch;
            (along - Math.floor(along) < 0.5 ? plain : other).at(x, y, out);
        };
    }

    private void head() {
        double[] head = bones.joint(Skeleton.HEAD);
        limb(Skeleton.CHEST, Skeleton.NECK, 0.05, 0.045, body.skin, -0.01);
        pieces.add(new Piece(head[2] - 0.05, () -> {
            double m = view.metre(head[2]);
            double[] h = point(Skeleton.HEAD);
            double[] n = point(Skeleton.NECK);
            double r = Math.max(0.9, body.head * m);
            double tilt = Math.atan2(h[1] - n[1], h[0] - n[0]) + Math.PI / 2;
            double[] b = point(Skeleton.BACK);
            double[] c = point(Skeleton.CHEST);
            // Hair sits on the side of the head where the back is.
            double bx = Math.max(-1, Math.min(1, (b[0] - c[0] - 0.3 * (n[0] - c[0])) / (0.16 * m)));
            canvas.fill(
                    Forms.turned(Forms.ellipse(h[0], h[1], r * 0.85, r * 1.1), tilt, h[0], h[1]),
                    round(body.skin, h[0], h[1], h[0], h[1] + 1, r));
            double lift = r * 0.35;
            canvas.fill(
                    Forms.turned(
                            Forms.ellipse(
                                    h[0] + bx * r * 0.35, h[1] - lift, r * 0.92, r * (body.longHair ? 1.15 : 0.8)),
                            tilt,
                            h[0],
                            h[1]),
                    round(body.hat ? body.load : body.hair, h[0], h[1], h[0], h[1] + 1, r));
        }));
    }

    private double[] point(int which) {
        double[] joint = bones.joint(which);
        return new double[] {view.px(joint[0], joint[2]), view.py(joint[1], joint[2])};
    }
}

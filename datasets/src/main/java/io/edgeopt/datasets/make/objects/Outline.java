package io.edgeopt.datasets.make.objects;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Shapes that things are composed of. */
final class Outline {
    private Outline() {}

    /** A rectangle round a centre, its corners rounded. */
    static Shape box(double x, double y, double width, double height, double radius) {
        return new RoundRectangle2D.Double(x - width / 2, y - height / 2, width, height, 2 * radius, 2 * radius);
    }

    static Shape oval(double x, double y, double radiusX, double radiusY) {
        return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
    }

    static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** A closed curve through the points (Catmull-Rom). */
    static Shape smooth(double... xy) {
        int points = xy.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i < points; i++) {
            int before = 2 * ((i + points - 1) % points);
            int from = 2 * i;
            int to = 2 * ((i + 1) % points);
            int after = 2 * ((i + 2) % points);
            path.curveTo(
                    xy[from] + (xy[to] - xy[before]) / 6,
                    xy[from + 1] + (xy[to + 1] - xy[before + 1]) / 6,
                    xy[to] - (xy[after] - xy[from]) / 6,
                    xy[to + 1] - (xy[after + 1] - xy[from + 1]) / 6,
                    xy[to],
                    xy[to + 1]);
        }
        path.closePath();
        return path;
    }

    /** {@code outer} with a hole; the hole lies inside. */
    static Shape holed(Shape outer, Shape... holes) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.append(outer, false);
        for (Shape hole : holes) {
            path.append(hole, false);
        }
        return path;
    }

    static Shape ring(double x, double y, double radiusX, double radiusY, double width) {
        return holed(
                oval(x, y, radiusX + width / 2, radiusY + width / 2),
                oval(x, y, radiusX - width / 2, radiusY - width / 2));
    }

    /** A line with round ends, from one point to the next. */
    static Shape line(double width, double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return stroke(path, width);
    }

    /** A curve from the first point to the third, drawn towards the second. */
    static Shape arc(double width, double x0, double y0, double x1, double y1, double x2, double y2) {
        Path2D path = new Path2D.Double();
        path.moveTo(x0, y0);
        path.quadTo(x1, y1, x2, y2);
        return stroke(path, width);
    }

    static Shape stroke(Shape path, double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(path);
    }

    static Shape dashed(Shape path, double width, double dash) {
        return new BasicStroke(
                        (float) width,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        1,
                        new float[] {(float) dash, (float) (0.7 * dash)},
                        0)
                .createStrokedShape(path);
    }

    /** A bar whose width changes from one end to the other. */
    static Shape taper(double x0, double y0, double width0, double x1, double y1, double width1) {
        double length = Math.hypot(x1 - x0, y1 - y0);
        double nx = -(y1 - y0) / length / 2;
        double ny = (x1 - x0) / length / 2;
        return polygon(
                x0 + nx * width0,
                y0 + ny * width0,
                x1 + nx * width1,
                y1 + ny * width1,
                x1 - nx * width1,
                y1 - ny * width1,
                x0 - nx * width0,
                y0 - ny * width0);
    }
}

package io.edgeopt.datasets.make.scene;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Shapes by their corners and centres. */
public final class Forms {
    private Forms() {}

    /** A polygon through x, y pairs. */
    public static Shape polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    public static Shape box(double left, double top, double width, double height) {
        return new Rectangle2D.Double(left, top, width, height);
    }

    public static Shape rounded(double left, double top, double width, double height, double radius) {
        return new RoundRectangle2D.Double(left, top, width, height, 2 * radius, 2 * radius);
    }

    public static Shape ellipse(double x, double y, double across, double down) {
        return new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down);
    }

    /** A limb from one point to another, round at both ends, that may taper. */
    public static Shape limb(double x1, double y1, double x2, double y2, double radius1, double radius2) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        path.append(ellipse(x1, y1, radius1, radius1), false);
        path.append(ellipse(x2, y2, radius2, radius2), false);
        if (length > 1e-6) {
            double nx = -(y2 - y1) / length;
            double ny = (x2 - x1) / length;
            // The same turn as the ellipses, so that the windings add up.
            path.append(
                    polygon(
                            x1 - nx * radius1,
                            y1 - ny * radius1,
                            x2 - nx * radius2,
                            y2 - ny * radius2,
                            x2 + nx * radius2,
                            y2 + ny * radius2,
                            x1 + nx * radius1,
                            y1 + ny * radius1),
                    false);
        }
        return path;
    }

    /** The shape turned about a point. */
    public static Shape turned(Shape shape, double angle, double x, double y) {
        return AffineTransform.getRotateInstance(angle, x, y).createTransformedShape(shape);
    }
}

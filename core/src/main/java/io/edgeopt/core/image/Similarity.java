package io.edgeopt.core.image;

/**
 * Turning, scaling and moving in the plane, without mirroring: {@code x' = a x - b y + dx}, {@code y' = b x + a y + dy}.
 */
public record Similarity(double a, double b, double dx, double dy) {
    /**
     * The one that brings the points nearest to the others, by least squares; {@code x0, y0, x1, y1, ...}.
     *
     * @see <a href="https://doi.org/10.1109/34.88573">Umeyama 1991</a>, of whose answer this is the case of the plane
     */
    public static Similarity between(double[] from, double[] to) {
        if (from.length != to.length || from.length < 4 || from.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "%d and %d coordinates are not two equal lists of points".formatted(from.length, to.length));
        }
        int points = from.length / 2;
        double fromX = 0;
        double fromY = 0;
        double toX = 0;
        double toY = 0;
        for (int i = 0; i < points; i++) {
            fromX += from[2 * i] / points;
            fromY += from[2 * i + 1] / points;
            toX += to[2 * i] / points;
            toY += to[2 * i + 1] / points;
        }
        double along = 0;
        double across = 0;
        double size = 0;
        for (int i = 0; i < points; i++) {
            double px = from[2 * i] - fromX;
            double py = from[2 * i + 1] - fromY;
            double qx = to[2 * i] - toX;
            double qy = to[2 * i + 1] - toY;
            along += px * qx + py * qy;
            across += px * qy - py * qx;
            size += px * px + py * py;
        }
        if (size == 0) {
            throw new IllegalArgumentException("all points are the same");
        }
        double a = along / size;
        double b = across / size;
        return new Similarity(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY);
    }

    public double x(double x, double y) {
        return a * x - b * y + dx;
    }

    public double y(double x, double y) {
        return b * x + a * y + dy;
    }

    /** How many times larger things become. */
    public double scale() {
        return Math.hypot(a, b);
    }

    /** The way back. */
    public Similarity inverse() {
        double size = a * a + b * b;
        if (size == 0) {
            throw new IllegalStateException("nothing leads back from " + this);
        }
        double ia = a / size;
        double ib = -b / size;
        return new Similarity(ia, ib, -(ia * dx - ib * dy), -(ib * dx + ia * dy));
    }
}

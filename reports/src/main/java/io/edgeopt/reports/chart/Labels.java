package io.edgeopt.reports.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds a place for the name of each dot, so that names cover neither dots nor one another. */
final class Labels {
    private static final double HIGH = 14;
    private static final double DOT = 6;
    private static final int RINGS = 6;
    private static final double WHISKER = 3;
    /** A ring farther is as bad as crossing an interval. */
    private static final double FAR = 45;

    private final Rectangle2D plot;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** Where a name's baseline begins, and whether that is too far from its dot to be seen as its own. */
    record Place(double x, double y, boolean far) {}

    Labels(double left, double top, double right, double bottom) {
        plot = new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    void keepFree(double x, double y) {
        taken.add(new Rectangle2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT));
    }

    /** The interval of a dot. */
    void keepFree(double x, double top, double bottom) {
        taken.add(new Rectangle2D.Double(x - WHISKER / 2, top, WHISKER, bottom - top));
    }

    /** A place that is near and free, as far as there is one. */
    Place place(String name, double x, double y) {
        double wide = name.length() * Svg.LETTER;
        List<Rectangle2D> places = IntStream.rangeClosed(1, RINGS)
                .boxed()
                .flatMap(ring -> around(x, y, wide, ring * 9.0).stream())
                .toList();
        int best = 0;
        for (int i = 1; i < places.size(); i++) {
            if (cost(places, i) < cost(places, best)) {
                best = i;
            }
        }
        taken.add(places.get(best));
        Rectangle2D chosen = places.get(best);
        return new Place(chosen.getX(), chosen.getMaxY() - 3, best >= places.size() / RINGS);
    }

    private static List<Rectangle2D> around(double x, double y, double wide, double away) {
        double middle = y - HIGH / 2;
        return List.of(
                new Rectangle2D.Double(x + away, middle, wide, HIGH),
                new Rectangle2D.Double(x - away - wide, middle, wide, HIGH),
                new Rectangle2D.Double(x - wide / 2, y - away - HIGH, wide, HIGH),
                new Rectangle2D.Double(x - wide / 2, y + away, wide, HIGH),
                new Rectangle2D.Double(x + away, y - away - HIGH / 2, wide, HIGH),
                new Rectangle2D.Double(x + away, y + away - HIGH / 2, wide, HIGH),
                new Rectangle2D.Double(x - away - wide, y - away - HIGH / 2, wide, HIGH),
                new Rectangle2D.Double(x - away - wide, y + away - HIGH / 2, wide, HIGH));
    }

    /** What a name there would cover, and how far it would be from its dot. */
    private double cost(List<Rectangle2D> places, int index) {
        int ring = index / (places.size() / RINGS);
        return Math.round(covered(places.get(index))) + FAR * ring;
    }

    private double covered(Rectangle2D place) {
        double area = place.getWidth() * place.getHeight() - shared(place, plot);
        for (Rectangle2D other : taken) {
            area += shared(place, other);
        }
        return area;
    }

    private static double shared(Rectangle2D one, Rectangle2D other) {
        Rectangle2D both = one.createIntersection(other);
        return both.isEmpty() ? 0 : both.getWidth() * both.getHeight();
    }
}

package io.edgeopt.reports.chart;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines and dots over common axes.
 *
 * @param title what is seen, as a heading says it
 * @param horizontal what the axis below measures
 * @param vertical what the axis on the left measures
 * @param lines in the order in which they are drawn
 * @param mark of decimals
 */
public record Chart(String title, String horizontal, String vertical, List<Line> lines, DecimalMark mark)
        implements Figure {
    /** How points become a line. */
    public enum Form {
        /** From point to point. */
        LINE,
        /** Level until the next point, as a share of samples rises. */
        STAIRS,
        /** No line: each point stands for itself and is named in the drawing. */
        DOTS,
        /** No line: many points that are named together, in the key. */
        CLOUD,
        /** Level, dashed and pale: an edge behind the points, which is not named. */
        EDGE
    }

    /**
     * One line; points that are no finite numbers are left out.
     *
     * @param colour its place in the style
     */
    public record Line(String name, Form form, int colour, List<Point> points) {
        public Line {
            points = points.stream()
                    .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                    .toList();
        }

        boolean isEmpty() {
            return points.isEmpty();
        }

        boolean isNamed() {
            return form != Form.EDGE;
        }
    }

    /**
     * One value.
     *
     * @param low lower end of its interval; its height where there is none
     * @param high its upper end
     */
    public record Point(double x, double y, double low, double high) {
        public Point(double x, double y) {
            this(x, y, y, y);
        }

        boolean hasInterval() {
            return low < high;
        }
    }

    public Chart {
        lines = lines.stream().filter(line -> !line.isEmpty()).toList();
    }

    /** With a decimal point. */
    public Chart(String title, String horizontal, String vertical, List<Line> lines) {
        this(title, horizontal, vertical, lines, DecimalMark.POINT);
    }

    @Override
    public boolean isEmpty() {
        return lines.stream().noneMatch(Line::isNamed);
    }

    Ticks horizontalTicks(int wanted) {
        return Ticks.over(
                all().mapToDouble(Point::x).min().orElse(0),
                all().mapToDouble(Point::x).max().orElse(1),
                wanted);
    }

    Ticks verticalTicks(int wanted) {
        return Ticks.over(
                all().mapToDouble(Point::low).min().orElse(0),
                all().mapToDouble(Point::high).max().orElse(1),
                wanted);
    }

    private Stream<Point> all() {
        return lines.stream().flatMap(line -> line.points().stream());
    }
}

package io.edgeopt.reports;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines over a common axis, described once for every form in which they are drawn.
 *
 * @param title what is seen, as a heading says it
 * @param horizontal what the axis below measures
 * @param vertical what the axis on the left measures
 */
record Chart(String title, String horizontal, String vertical, List<Line> lines) {
    /** One line; points that are no finite numbers are left out. */
    record Line(String name, List<Point> points) {
        Line {
            points = points.stream()
                    .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                    .toList();
        }

        boolean isEmpty() {
            return points.isEmpty();
        }
    }

    /** One value. */
    record Point(double x, double y) {}

    Chart {
        lines = lines.stream().filter(line -> !line.isEmpty()).toList();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    Ticks horizontalTicks(int wanted) {
        return Ticks.over(
                all().mapToDouble(Point::x).min().orElse(0),
                all().mapToDouble(Point::x).max().orElse(1),
                wanted);
    }

    Ticks verticalTicks(int wanted) {
        return Ticks.over(
                all().mapToDouble(Point::y).min().orElse(0),
                all().mapToDouble(Point::y).max().orElse(1),
                wanted);
    }

    private Stream<Point> all() {
        return lines.stream().flatMap(line -> line.points().stream());
    }
}

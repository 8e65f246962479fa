package io.edgeopt.core.run;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How a training went, epoch by epoch.
 *
 * @param metric what was measured on the validation data, as tables name it
 */
public record TrainingCurve(String metric, List<Point> points) {
    private static final String HEADER = "epoch,steps,rate,loss,%s,images_per_second";
    private static final int COLUMNS = 6;

    /**
     * One epoch.
     *
     * @param epoch counted from 1
     * @param steps since the training began
     * @param rate the learning rate at its end
     * @param loss its mean
     * @param metric of the validation data after it, where it was measured
     * @param imagesPerSecond samples learnt from in a second of wall clock
     */
    public record Point(
            int epoch, long steps, double rate, double loss, OptionalDouble metric, double imagesPerSecond) {}

    public TrainingCurve {
        points = List.copyOf(points);
    }

    public TrainingCurve with(Point point) {
        List<Point> longer = new ArrayList<>(points);
        longer.add(point);
        return new TrainingCurve(metric, longer);
    }

    /** One row an epoch; a metric that was not measured is left empty. */
    public void write(Path file) {
        StringBuilder csv = new StringBuilder(HEADER.formatted(metric)).append('\n');
        for (Point point : points) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%d,%s,%s,%s,%.1f\n",
                    point.epoch(),
                    point.steps(),
                    point.rate(),
                    point.loss(),
                    point.metric().isPresent() ? point.metric().getAsDouble() : "",
                    point.imagesPerSecond()));
        }
        AtomicFile.write(file, csv.toString());
    }

    public static TrainingCurve read(Path file) {
        List<String> lines = InputFile.text(file, "training curve").lines().toList();
        String[] names = lines.isEmpty() ? new String[0] : lines.get(0).split(",", -1);
        if (names.length != COLUMNS || !names[0].equals("epoch")) {
            throw new InvalidDataException("training curve %s begins with '%s', expected '%s'"
                    .formatted(file, lines.isEmpty() ? "" : lines.get(0), HEADER.formatted("METRIC")));
        }
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            points.add(point(file, i + 1, lines.get(i).split(",", -1)));
        }
        return new TrainingCurve(names[COLUMNS - 2], points);
    }

    private static Point point(Path file, int line, String[] cells) {
        try {
            if (cells.length != COLUMNS) {
                throw new NumberFormatException(cells.length + " cells");
            }
            return new Point(
                    Integer.parseInt(cells[0]),
                    Long.parseLong(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    cells[4].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cells[4])),
                    Double.parseDouble(cells[5]));
        } catch (NumberFormatException e) {
            throw new InvalidDataException(
                    "training curve %s line %d: expected %d numbers, found %s"
                            .formatted(file, line, COLUMNS, e.getMessage()),
                    e);
        }
    }
}

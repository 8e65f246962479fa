package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of one text file: class, then centre and size as fractions, a polygon's points, or corners in pixels. */
final class YoloText {
    private static final List<String> CENTRES = List.of("class", "x", "y", "width", "height");
    private static final List<String> CORNERS = List.of("class", "x1", "y1", "x2", "y2");

    private final boolean corners;
    private final Optional<Integer> classes;

    YoloText(Format format, Optional<Integer> classes) {
        this.corners = format == Format.CORNERS;
        this.classes = classes;
    }

    /** One more than the highest class in a file. */
    int classes(Path file) {
        int highest = 0;
        for (Line line : lines(file)) {
            highest = Math.max(highest, label(line) + 1);
        }
        return highest;
    }

    List<Truth.LabelledBox> boxes(Path file, Path picture) {
        List<Line> lines = lines(file);
        if (lines.isEmpty()) {
            return List.of();
        }
        ImageSize size = ImageReader.size(picture);
        List<Truth.LabelledBox> boxes = new ArrayList<>();
        for (Line line : lines) {
            Box box = corners ? corners(line) : fractions(line, size);
            Boxes.checkInside(box, size.width(), size.height(), () -> "%s line %d".formatted(file, line.number()));
            boxes.add(new Truth.LabelledBox(Boxes.clipped(box, size.width(), size.height()), label(line), false));
        }
        return boxes;
    }

    private record Line(Path file, int number, List<String> words) {
        float number(int column, List<String> names) {
            try {
                float value = Float.parseFloat(words.get(column));
                if (Float.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new InvalidDataException(
                        String.valueOf(wrong(column, names, "a number").getMessage()), e);
            }
            throw wrong(column, names, "a finite number");
        }

        InvalidDataException wrong(int column, List<String> names, String expected) {
            String name = column < names.size() ? names.get(column) : "point";
            return new InvalidDataException("%s line %d column %d '%s': found '%s', expected %s"
                    .formatted(file, number, column + 1, name, words.get(column), expected));
        }
    }

    private List<Line> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        String[] all = InputFile.text(file, "labels").split("\\R", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank()) {
                lines.add(new Line(file, i + 1, List.of(all[i].strip().split("\\s+", -1))));
            }
        }
        return lines;
    }

    private int label(Line line) {
        int label;
        try {
            label = Integer.parseInt(line.words().get(0));
        } catch (NumberFormatException e) {
            throw new InvalidDataException(
                    String.valueOf(
                            line.wrong(0, CENTRES, "a class as a whole number").getMessage()),
                    e);
        }
        if (label < 0 || label >= classes.orElse(10_000)) {
            throw line.wrong(0, CENTRES, "a class from 0 to %d".formatted(classes.orElse(10_000) - 1));
        }
        return label;
    }

    private static Box corners(Line line) {
        if (line.words().size() != 5) {
            throw columns(line, "5: class x1 y1 x2 y2");
        }
        Box box = new Box(
                line.number(1, CORNERS), line.number(2, CORNERS), line.number(3, CORNERS), line.number(4, CORNERS));
        if (box.right() < box.left()) {
            throw line.wrong(3, CORNERS, "at least x1, which is " + line.words().get(1));
        }
        if (box.bottom() < box.top()) {
            throw line.wrong(4, CORNERS, "at least y1, which is " + line.words().get(2));
        }
        return box;
    }

    private static Box fractions(Line line, ImageSize size) {
        int count = line.words().size();
        if (count >= 7 && count % 2 == 1) {
            return polygon(line, size);
        }
        if (count != 5) {
            throw columns(line, "5: class x y width height");
        }
        float[] values = new float[5];
        for (int column = 1; column < 5; column++) {
            values[column] = line.number(column, CENTRES);
            if (values[column] < -0.01f || values[column] > 1.01f) {
                throw line.wrong(column, CENTRES, "a fraction from 0 to 1");
            }
        }
        float x = values[1] * size.width();
        float y = values[2] * size.height();
        float halfWidth = values[3] * size.width() / 2;
        float halfHeight = values[4] * size.height() / 2;
        return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }

    /** The upright box around the points of a segment. */
    private static Box polygon(Line line, ImageSize size) {
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        for (int column = 1; column < line.words().size(); column += 2) {
            float x = line.number(column, List.of()) * size.width();
            float y = line.number(column + 1, List.of()) * size.height();
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        return new Box(left, top, right, bottom);
    }

    private static InvalidDataException columns(Line line, String expected) {
        return new InvalidDataException("%s line %d: found %d columns, expected %s"
                .formatted(line.file(), line.number(), line.words().size(), expected));
    }
}

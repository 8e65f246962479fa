package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import java.nio.file.Path;
import java.util.List;

/** One line of a table; whatever is wrong in it is said with file, line and column. */
record CsvRow(Path file, int line, List<String> columns, List<String> fields) {
    String text(int column) {
        String text = fields.get(column);
        if (text.isEmpty()) {
            throw wrong(column, "a value");
        }
        return text;
    }

    /** The field, or nothing where there is no such column. */
    String textOr(int column, String otherwise) {
        return column < 0 ? otherwise : fields.get(column);
    }

    float number(int column) {
        try {
            float value = Float.parseFloat(fields.get(column));
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InvalidDataException(
                    String.valueOf(wrong(column, "a number").getMessage()), e);
        }
        throw wrong(column, "a finite number");
    }

    InvalidDataException wrong(int column, String expected) {
        String found = fields.get(column).isEmpty() ? "nothing" : "'" + fields.get(column) + "'";
        return new InvalidDataException("%s line %d column '%s': found %s, expected %s"
                .formatted(file, line, columns.get(column), found, expected));
    }

    InvalidDataException wrong(String what) {
        return new InvalidDataException("%s line %d: %s".formatted(file, line, what));
    }
}

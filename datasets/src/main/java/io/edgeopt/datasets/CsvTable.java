package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A CSV read line by line: commas, semicolons or tabs, fields in quotes where they hold any of these. */
final class CsvTable {
    private final Path file;

    private CsvTable(Path file) {
        this.file = file;
    }

    static CsvTable of(Path file) {
        InputFile.check(file, "CSV");
        return new CsvTable(file);
    }

    /** The first row, or no fields where the file is empty. */
    List<String> firstRow() {
        try (BufferedReader in = open()) {
            String line = in.readLine();
            return line == null ? List.of() : fields(withoutMark(line), separator(withoutMark(line)), 1);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Every row from the given line on (the first is 1); empty lines are passed over. */
    void rows(int from, List<String> columns, Consumer<CsvRow> taker) {
        try (BufferedReader in = open()) {
            char separator = 0;
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String text = number == 1 ? withoutMark(line) : line;
                if (separator == 0) {
                    separator = separator(text);
                }
                if (number < from || text.isBlank()) {
                    continue;
                }
                List<String> fields = fields(text, separator, number);
                if (fields.size() != columns.size()) {
                    throw new InvalidDataException("%s line %d: found %d columns, expected %d: %s"
                            .formatted(file, number, fields.size(), columns.size(), String.join(",", columns)));
                }
                taker.accept(new CsvRow(file, number, columns, fields));
            }
        } catch (CharacterCodingException e) {
            throw new InvalidDataException("%s is not text in UTF-8; save it as such".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private BufferedReader open() throws IOException {
        return Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }

    private InvalidDataException unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? new InvalidDataException("%s is not text in UTF-8; save it as such".formatted(file), e)
                : new InvalidDataException("CSV %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }

    /** Spreadsheets put a byte order mark first. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private static char separator(String line) {
        if (line.indexOf(',') >= 0) {
            return ',';
        }
        return line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private List<String> fields(String line, char separator, int number) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"' && (quoted || field.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new InvalidDataException("%s line %d: a quote is opened and not closed".formatted(file, number));
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** The first of the names that is a column, or -1. */
    static int column(List<String> header, String... names) {
        for (String name : names) {
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).toLowerCase(Locale.ROOT).equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }
}

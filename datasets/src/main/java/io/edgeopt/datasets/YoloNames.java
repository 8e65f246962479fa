package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Class names from {@code data.yaml} (its {@code names}, in any of the three ways that occur) or a plain list. */
final class YoloNames {
    private static final Pattern NAMES = Pattern.compile("^names\\s*:\\s*(.*)$");
    private static final Pattern ITEM = Pattern.compile("^\\s*-\\s*(.+)$");
    private static final Pattern NUMBERED = Pattern.compile("^\\s*['\"]?(\\d+)['\"]?\\s*:\\s*(.+)$");

    /** Up to the next comma that stands outside quotes. */
    private static final Pattern PART = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^,\"'])+");

    private YoloNames() {}

    static Optional<List<String>> of(Path folder) {
        for (Path file : Listing.of(folder).files(Kind.YAML)) {
            Optional<List<String>> names = read(file);
            if (names.isPresent()) {
                return names;
            }
        }
        return ClassNames.listed(folder);
    }

    private static Optional<List<String>> read(Path file) {
        List<String> lines = InputFile.text(file, "description")
                .lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*$", "").stripTrailing())
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher names = NAMES.matcher(lines.get(i));
            if (names.matches()) {
                return Optional.of(
                        names.group(1).isBlank() ? block(file, lines, i + 1) : inline(file, lines, i, names.group(1)));
            }
        }
        return Optional.empty();
    }

    private static List<String> inline(Path file, List<String> lines, int start, String first) {
        StringBuilder text = new StringBuilder(first.strip());
        char close = text.charAt(0) == '[' ? ']' : '}';
        for (int i = start + 1; i < lines.size() && text.charAt(text.length() - 1) != close; i++) {
            text.append(' ').append(lines.get(i).strip());
        }
        if ("[{".indexOf(text.charAt(0)) < 0 || text.charAt(text.length() - 1) != close) {
            throw new InvalidDataException("%s line %d: 'names' is '%s', expected a list of names in brackets"
                    .formatted(file, start + 1, first));
        }
        List<String> names = new ArrayList<>();
        SortedMap<Integer, String> numbered = new TreeMap<>();
        Matcher parts = PART.matcher(text.substring(1, text.length() - 1));
        while (parts.find()) {
            String part = parts.group();
            Matcher number = NUMBERED.matcher(part);
            if (close == '}' && number.matches()) {
                numbered.put(Integer.valueOf(number.group(1)), plain(number.group(2)));
            } else if (!part.isBlank()) {
                names.add(plain(part));
            }
        }
        return close == '}' ? complete(file, numbered) : List.copyOf(names);
    }

    private static List<String> block(Path file, List<String> lines, int start) {
        List<String> names = new ArrayList<>();
        SortedMap<Integer, String> numbered = new TreeMap<>();
        for (int i = start; i < lines.size(); i++) {
            Matcher item = ITEM.matcher(lines.get(i));
            Matcher number = NUMBERED.matcher(lines.get(i));
            if (item.matches()) {
                names.add(plain(item.group(1)));
            } else if (number.matches()) {
                numbered.put(Integer.valueOf(number.group(1)), plain(number.group(2)));
            } else if (!lines.get(i).isBlank()) {
                break;
            }
        }
        return names.isEmpty() ? complete(file, numbered) : List.copyOf(names);
    }

    private static List<String> complete(Path file, SortedMap<Integer, String> numbered) {
        if (numbered.isEmpty() || numbered.lastKey() != numbered.size() - 1) {
            throw new InvalidDataException("%s: 'names' gives %s, expected a name for every class from 0"
                    .formatted(file, numbered.isEmpty() ? "no name" : numbered.keySet()));
        }
        return List.copyOf(numbered.values());
    }

    private static String plain(String text) {
        String name = text.strip();
        boolean quoted = name.length() >= 2
                && (name.startsWith("'") || name.startsWith("\""))
                && name.charAt(name.length() - 1) == name.charAt(0);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}

package io.edgeopt.core.task.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file of inputs and of what another library makes of them: lines of words, the first of which says the kind. */
record Reference(List<List<String>> lines) {
    static Reference read(String file) {
        try (InputStream in = Objects.requireNonNull(Reference.class.getResourceAsStream(file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Reference(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of one kind, without the word that says so. */
    List<List<String>> of(String kind) {
        return lines.stream()
                .filter(line -> line.get(0).equals(kind))
                .map(line -> line.subList(1, line.size()))
                .toList();
    }

    Map<String, Double> expected() {
        Map<String, Double> expected = new LinkedHashMap<>();
        of("expect").forEach(line -> expected.put(line.get(0), Double.parseDouble(line.get(1))));
        return expected;
    }
}

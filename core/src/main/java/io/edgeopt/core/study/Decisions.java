package io.edgeopt.core.study;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a study decided by measuring, so that another can decide the same.
 *
 * @param decisions by {@code model/variant}, each by what was decided
 */
public record Decisions(Map<String, Map<String, String>> decisions) {
    /** What the file is called. */
    public static final String FILE = "decisions.json";

    public static final Decisions NONE = new Decisions(Map.of());

    public Decisions {
        decisions = new TreeMap<>(decisions);
    }

    public static Decisions read(Path file) {
        return Json.read(file, "decisions", Decisions.class);
    }

    public void write(Path file) {
        AtomicFile.write(file, Json.write(this));
    }

    public Map<String, String> of(String model, String variant) {
        return decisions.getOrDefault(model + "/" + variant, Map.of());
    }
}

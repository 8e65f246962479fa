package io.edgeopt.cli;

import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.optimizers.quantize.Choice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What was decided by measuring when a model was written, in a file beside it: the same command on the same machine then
 * decides the same, and writes the same bytes.
 *
 * @param file where it lies
 * @param circumstances all that a decision holds for
 */
record DecisionFile(Path file, Map<String, String> circumstances) {
    private static final String MODEL = "model";
    private static final String VARIANT = "quantize";

    /** Of a model that is written to {@code output}. */
    static DecisionFile beside(Path output, Path source, String settings) {
        String name = String.valueOf(output.getFileName()).replaceFirst("\\.onnx$", "");
        Machine machine = Machine.here();
        Map<String, String> circumstances = Map.of(
                "source",
                FileDigest.sha256(source),
                "machine",
                machine.cpu() + " " + String.join(" ", machine.features()),
                "settings",
                settings);
        return new DecisionFile(output.resolveSibling(name + "." + Decisions.FILE), circumstances);
    }

    /** What was decided under the same circumstances; nothing where nobody did. */
    Map<String, String> earlier() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, String> known = Decisions.read(file).of(MODEL, VARIANT);
        boolean same = circumstances.entrySet().stream()
                .allMatch(each -> Objects.equals(known.get(each.getKey()), each.getValue()));
        return same ? known : Map.of();
    }

    void write(Choice choice) {
        Map<String, String> all = new TreeMap<>(circumstances);
        all.putAll(choice.decided());
        new Decisions(Map.of(MODEL + "/" + VARIANT, all)).write(file);
    }
}

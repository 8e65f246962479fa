package io.edgeopt.cli;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.models.architecture.Architectures;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.testkit.CutOrMasked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network that has a name, with channels cut out of it, answers as with their weights at zero. */
class PrunedArchitecturesTest {
    private static final Architectures ARCHITECTURES = new Architectures();
    private static final OrtBackend BACKEND = new OrtBackend();

    static Stream<String> names() {
        return ARCHITECTURES.names().stream();
    }

    static List<Path> zoo() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../models/zoo"))) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void answersAsMaskedWithAThirdOfEveryGroupGone(String name) {
        assertCutEqualsMasked(built(name), 0.33, 1);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("slow")
    void answersAsMaskedWhateverGoes(String name) {
        assertCutEqualsMasked(built(name), 0.1, 2);
        assertCutEqualsMasked(built(name), 0.5, 3);
        assertCutEqualsMasked(built(name), 0.85, 4);
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void answersAsMaskedWithWeightsThatHaveLearnt(Path file) {
        assertCutEqualsMasked(Model.read(file), 0.33, 5);
        assertCutEqualsMasked(Model.read(file), 0.7, 6);
    }

    private static Model built(String name) {
        return ARCHITECTURES.build(name, ArchitectureOptions.DEFAULT).model();
    }

    private static void assertCutEqualsMasked(Model model, double ratio, long seed) {
        DependencyGraph dependencies = DependencyGraph.of(model, Trace.ofShapes(model, BACKEND, Map.of()));

        new CutOrMasked(
                        model,
                        dependencies.groups().stream()
                                .map(group -> new CutOrMasked.Group(group.first(), group.channels()))
                                .toList(),
                        dependencies::cut,
                        dependencies::masked)
                .assertAgree(ratio, seed);
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.models.architecture.Architectures;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.optimizers.prune.graph.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network that has a name, with channels cut out of it, answers as with their weights at zero. */
class PrunedArchitecturesTest {
    /** Sums in another order differ in their last bits. */
    private static final double TOLERANCE = 1e-5;

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
        BitSet removed = drawn(dependencies, ratio, seed);

        Model cut = Model.parse("cut", dependencies.cut(removed).toBytes());

        assertThat(Verification.onRandomInputs(dependencies.masked(removed), BACKEND, 2, seed, TOLERANCE)
                        .check(cut)
                        .problem())
                .isEmpty();
        assertThat(parameters(cut)).isLessThan(parameters(model));
    }

    private static BitSet drawn(DependencyGraph dependencies, double ratio, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BitSet removed = new BitSet();
        for (Group group : dependencies.groups()) {
            int cut = (int) Math.min(group.channels() - 1, Math.round(ratio * group.channels()));
            while (removed.get(group.first(), group.first() + group.channels()).cardinality() < cut) {
                removed.set(group.first() + random.nextInt(group.channels()));
            }
        }
        return removed;
    }

    private static long parameters(Model model) {
        return Cost.of(model, Trace.ofShapes(model, BACKEND, Map.of())).parameters();
    }
}

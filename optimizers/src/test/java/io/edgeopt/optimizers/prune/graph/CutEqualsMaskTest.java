package io.edgeopt.optimizers.prune.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.ResNet;
import io.edgeopt.testkit.net.Setup;
import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CutEqualsMaskTest {
    /** Sums in another order differ in their last bits. */
    private static final double TOLERANCE = 1e-5;

    private static final OrtBackend BACKEND = new OrtBackend();

    static Stream<Arguments> cases() {
        return Stream.concat(
                Networks.all().stream().map(network -> Arguments.of(network.name(), network.small(), 0.3, 1)),
                Stream.of(
                        Arguments.of("lstm", LstmClassifier.of(Setup.size(12).withClasses(5), 6, 16, 2), 0.5, 2),
                        Arguments.of(
                                "shufflenet, half",
                                Networks.named("shufflenet_v2_x1_0").small(),
                                0.5,
                                3),
                        Arguments.of(
                                "mobilenet_v2, most",
                                Networks.named("mobilenet_v2").small(),
                                0.8,
                                4),
                        Arguments.of(
                                "resnet18, batch free",
                                ResNet.resNet18(Setup.size(64).withClasses(10).withFreeBatch()),
                                0.5,
                                5)));
    }

    @ParameterizedTest(name = "{0}, {2} of every group, seed {3}")
    @MethodSource("cases")
    void cuttingChannelsThatAreZeroChangesNoOutput(String name, Model model, double ratio, long seed) {
        DependencyGraph dependencies = DependencyGraph.of(model, Trace.ofShapes(model, BACKEND, Map.of()));
        BitSet removed = drawn(dependencies, ratio, seed);

        Model cut = Model.parse("cut", dependencies.cut(removed).toBytes());

        Model masked = dependencies.masked(removed);
        assertThat(Verification.onRandomInputs(masked, BACKEND, 2, seed, TOLERANCE)
                        .check(cut)
                        .problem())
                .isEmpty();
        if (dependencies.channels() > 0) {
            assertThat(parameters(cut)).isLessThan(parameters(model));
        }
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

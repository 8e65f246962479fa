package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.testkit.CutOrMasked;
import io.edgeopt.testkit.net.LstmClassifier;
import io.edgeopt.testkit.net.Networks;
import io.edgeopt.testkit.net.ResNet;
import io.edgeopt.testkit.net.Setup;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CutEqualsMaskTest {
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

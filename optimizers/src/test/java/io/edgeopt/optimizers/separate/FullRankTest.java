package io.edgeopt.optimizers.separate;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.testkit.net.Networks;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With all ranks the two convolutions give back the one that they were made of, however it is laid over its input. */
class FullRankTest {
    private static final OrtBackend BACKEND = new OrtBackend();

    private static Stream<Arguments> convolutions() {
        Node plain = Convolutions.plain();
        Node padded = Convolutions.padded();
        return Stream.of(
                        arguments("3x3", new long[] {6, 4, 3, 3}, padded),
                        arguments("no padding", new long[] {6, 4, 3, 3}, plain),
                        arguments(
                                "strides that differ", new long[] {5, 7, 3, 3}, padded.with("strides", new long[] {2, 3
                                })),
                        arguments("5x3 with uneven pads", new long[] {4, 3, 5, 3}, plain.with("pads", new long[] {
                            2, 0, 1, 3
                        })),
                        arguments("dilations", new long[] {4, 3, 3, 3}, padded.with("dilations", new long[] {2, 1})),
                        arguments(
                                "same padding",
                                new long[] {4, 3, 3, 3},
                                plain.with("auto_pad", "SAME_UPPER").with("strides", new long[] {2, 2})),
                        arguments("valid padding", new long[] {4, 3, 3, 3}, plain.with("auto_pad", "VALID")),
                        arguments("groups", new long[] {6, 4, 3, 3}, padded.with("group", 3)),
                        arguments(
                                "clips",
                                new long[] {6, 4, 3, 3, 3},
                                plain.with("pads", new long[] {1, 1, 1, 1, 1, 1})
                                        .with("strides", new long[] {1, 2, 2})),
                        arguments("many outputs", new long[] {90, 2, 3, 3}, padded))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> arguments(String what, long[] weights, Node node) {
        return Stream.of(Form.values()).map(form -> Arguments.of(Named.of(what, node), weights, form));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("convolutions")
    void givesTheConvolutionBack(Node node, long[] weights, Form form) {
        for (long seed = 1; seed <= 3; seed++) {
            Model source = Convolutions.of(weights, node, seed);

            Model separated = fully(source, form);

            assertAnswersAs(source, separated);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "squeezenet1_1, DEPTHWISE",
        "squeezenet1_1, SPATIAL",
        "unet, CHANNEL",
        "shufflenet_v2_x0_5, CHANNEL",
        "efficientnet_b0, SPATIAL"
    })
    void givesWholeNetworksBack(String network, Form form) {
        Model source = Networks.named(network).small();

        Model separated = fully(source, form);

        assertAnswersAs(source, separated);
    }

    private static void assertAnswersAs(Model source, Model separated) {
        Verification.Outcome outcome =
                Verification.onRandomInputs(source, BACKEND, 2, 5, 2e-5).check(separated);
        assertThat(outcome.problem()).isEmpty();
    }

    /** Every convolution at its full rank, though that costs more; the costs are those that the layers foretell. */
    private static Model fully(Model source, Form form) {
        Trace trace = Trace.ofShapes(source, BACKEND, Map.of());
        GraphEditor editor = source.edit();
        long foretold = Cost.of(source, trace).macs();
        for (Node node : source.graph().nodes()) {
            if (node.is("Conv")) {
                Kernel kernel = Kernel.of(
                        node, source.graph().initializer(node.inputs().get(1)).orElseThrow());
                Layer layer = new Layer(
                        node,
                        form,
                        kernel,
                        trace.shape(node.inputs().get(0)).orElseThrow(),
                        trace.shape(node.output()).orElseThrow());
                int rank = layer.factoring().fullRank();
                layer.separate(editor, rank);
                foretold += layer.macs(rank) - layer.macs();
            }
        }
        Model separated = editor.removeDead().model();
        assertThat(Cost.of(separated, Trace.ofShapes(separated, BACKEND, Map.of()))
                        .macs())
                .isEqualTo(foretold);
        return separated;
    }
}

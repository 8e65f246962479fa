package io.edgeopt.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNetworksTest {
    /** Relative to the output's largest value. */
    private static final double SAME_OUTPUT = 1e-4;

    /** Relative to the gradient's length: sums in another order put rectifiers near zero on the other side. */
    private static final double SAME_GRADIENT = 5e-3;

    static Stream<WholeNetwork> networks() {
        return WholeNetwork.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void giveWhatOnnxRuntimeGives(WholeNetwork network) {
        Model model = network.model().get();
        Map<String, Tensor> batch = WholeNetwork.batch(model);

        Map<String, Tensor> found = SameOutputs.ofProgram(model, batch);

        SameOutputs.assertSame(found, SameOutputs.ofOnnxRuntime(model, batch), SAME_OUTPUT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void leaveNothingBehind(WholeNetwork network) {
        Model model = network.model().get();
        Map<String, Tensor> batch = WholeNetwork.batch(model);
        try (Program program = Program.of(model)) {
            Gradients gradients = new Gradients(program);
            gradients.of(batch, outputs -> outputs, Set.of("input"));
            int before = program.root().getManagedArrays().size();

            gradients.of(batch, outputs -> outputs, Set.of("input"));

            assertThat(program.root().getManagedArrays()).hasSize(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"mobilenet_v2", "shufflenet_v2_x0_5", "unet", "ssdlite_mobilenet_v2", "vit_tiny_16"})
    void giveTheSameWithChannelsLast(String name) {
        WholeNetwork network = WholeNetwork.named(name);
        Model model = network.model().get();
        Set<String> wanted = Set.of("input", firstConvolution(model), firstConvolution(model) + ".weight");

        Derivatives expected = derivatives(model, Layout.CHANNELS_FIRST, wanted);
        Derivatives found = derivatives(model, Layout.CHANNELS_LAST, wanted);

        SameOutputs.assertSame(found.values(), expected.values(), SAME_OUTPUT);
        expected.gradients()
                .forEach((tensor, gradient) -> assertThat(distance(
                                Objects.requireNonNull(found.gradients().get(tensor)), gradient))
                        .as("gradient of %s", tensor)
                        .isLessThan(SAME_GRADIENT));
    }

    private static Derivatives derivatives(Model model, Layout layout, Set<String> wanted) {
        try (Program program = Program.of(model, layout)) {
            return new Gradients(program).of(WholeNetwork.batch(model), outputs -> outputs, wanted);
        }
    }

    private static double distance(Tensor found, Tensor expected) {
        double[] ours = found.toDoubles();
        double[] theirs = expected.toDoubles();
        double off = 0;
        double length = 0;
        for (int i = 0; i < theirs.length; i++) {
            off += (ours[i] - theirs[i]) * (ours[i] - theirs[i]);
            length += theirs[i] * theirs[i];
        }
        return Math.sqrt(off / length);
    }

    private static String firstConvolution(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.is("Conv"))
                .findFirst()
                .orElseThrow()
                .output();
    }
}

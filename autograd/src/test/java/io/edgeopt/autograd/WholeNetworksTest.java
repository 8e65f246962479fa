package io.edgeopt.autograd;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholeNetworksTest {
    /** Relative to the output's largest value. */
    private static final double SAME_OUTPUT = 1e-4;

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
}

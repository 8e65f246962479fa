package io.edgeopt.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworksTest {
    /** Folding rounds each weight once more. */
    private static final double FOLDING = 1e-3;

    static List<Networks.Network> networks() {
        return Networks.all();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void answerOnAScaleThatGradientsCanUse(Networks.Network network) {
        Model model = network.small();

        Map<String, Tensor> outputs = run(model, 1);

        outputs.values()
                .forEach(output -> assertThat(spread(output.toDoubles())).isBetween(0.02, 20.0));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void answerTheSameWithNormsFoldedAndTheBatchFree(Networks.Network network) {
        Setup setup = Setup.size(network.smallest()).withClasses(10);
        double[] expected = run(network.builder().apply(setup), 1)
                .values()
                .iterator()
                .next()
                .toDoubles();

        Map<String, Tensor> pair =
                run(network.builder().apply(setup.withFreeBatch().withFoldedNorms()), 2);

        Tensor both = pair.values().iterator().next();
        assertThat(both.shape().dim(0)).isEqualTo(2);
        double[] actual = Arrays.copyOf(both.toDoubles(), expected.length);
        double bound = FOLDING * spread(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(bound));
        }
    }

    @Test
    void buildsASequenceClassifier() {
        Model model = LstmClassifier.of(new Setup(16, 10, true, false), 12, 32, 2);

        Tensor logits = run(model, 3).values().iterator().next();

        assertThat(logits.shape()).hasToString("3x10");
        assertThat(spread(logits.toDoubles())).isBetween(0.05, 5.0);
    }

    /** Repeated in NumPy 2.4.6 by the formula on HashWeights' page. */
    @Test
    void drawsWeightsThatAnyProgramCanRepeat() {
        float[] values = HashWeights.of("conv1.weight", 0, 0.5, 2, 2).toFloats();

        assertThat(values).containsExactly(0.04507494f, 0.24516171f, -0.47707832f, 0.23619777f);
    }

    private static Map<String, Tensor> run(Model model, int batch) {
        long[] dims = model.graph().inputs().get(0).dims().orElseThrow().stream()
                .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : batch)
                .toArray();
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT.withThreads(1))) {
            return session.run(Map.of("input", HashWeights.of("picture", 0, 1, dims)));
        }
    }

    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}

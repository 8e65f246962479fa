package io.edgeopt.optimizers.quantize.correct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import io.edgeopt.testkit.net.HashWeights;
import io.edgeopt.testkit.net.Networks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EqualizationTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final SessionOptions OPTIONS = SessionOptions.DEFAULT.withThreads(1);

    private static Model prepared(String network) {
        return new Simplify(BACKEND, SimplifySettings.DEFAULT)
                .apply(Networks.named(network).small());
    }

    private static InputSource shown(int from, int runs) {
        return InputSource.of(
                "shown",
                IntStream.range(from, from + runs)
                        .mapToObj(run -> Map.of("input", HashWeights.of("e" + run, 0, 1, 1, 3, 64, 64)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobilenet_v2", "resnet18", "shufflenet_v2_x1_0"})
    void leavesTheAnswersAsTheyWere(String network) {
        Model model = prepared(network);

        Model equal = new Equalization(BACKEND, OPTIONS).equalized(model, shown(0, 3));

        assertThat(equal).isNotSameAs(model);
        assertThat(new Fidelity(model, shown(0, 3), BACKEND, OPTIONS).of(equal).worst())
                .isGreaterThan(80);
    }

    @Test
    void makesTheChannelsBeforeADepthwiseConvolutionEquallyLarge() {
        Model model = prepared("mobilenet_v2");
        Equalization equalization = new Equalization(BACKEND, OPTIONS);
        Model equal = equalization.equalized(model, shown(0, 3));
        ConvPair pair = ConvPair.in(model.graph()).stream()
                .filter(ConvPair::isFree)
                .findFirst()
                .orElseThrow();

        double before = spread(model, pair.between());
        double after = spread(equal, pair.between());

        assertThat(before).isGreaterThan(1.5);
        assertThat(after).isLessThan(1.01);
    }

    /** The largest channel over the smallest that is not dead. */
    private static double spread(Model model, String tensor) {
        double[] largest = new MeanProbe(BACKEND, OPTIONS)
                .largest(model, Map.of(tensor, 4), shown(0, 3))
                .getOrDefault(tensor, new double[0]);
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double value : largest) {
            most = Math.max(most, value);
            least = value > 0 ? Math.min(least, value) : least;
        }
        return most / least;
    }

    @Test
    void givesAModelWithoutSuchPairsBackAsItIs() {
        Model model = Model.empty("relu", 17)
                .edit()
                .addInput(ValueInfo.of("input", ElementType.FLOAT, Shape.of(1, 3, 64, 64)))
                .add(Node.of("Relu", List.of("input"), List.of("y")))
                .addOutput(ValueInfo.named("y"))
                .model();

        assertThat(new Equalization(BACKEND, OPTIONS).equalized(model, shown(0, 1)))
                .isSameAs(model);
    }

    @Test
    void seesTheMeansThatAModelItselfWouldTell() {
        Model model = prepared("squeezenet1_1");
        String tensor = model.graph().nodes().stream()
                .filter(node -> node.is("Conv"))
                .findFirst()
                .orElseThrow()
                .output();
        double[] means = new MeanProbe(BACKEND, OPTIONS)
                .means(model, Map.of(tensor, 4), shown(0, 2))
                .getOrDefault(tensor, new double[0]);

        double[] sums = new double[means.length];
        try (var session = BACKEND.open(model.exposing(List.of(tensor)), OPTIONS)) {
            for (int run = 0; run < 2; run++) {
                Tensor made = session.run(shown(run, 1).inputs(0), tensor);
                float[] values = made.toFloats();
                int plane = values.length / means.length;
                for (int i = 0; i < values.length; i++) {
                    sums[i / plane] += values[i] / (2.0 * plane);
                }
            }
        }
        assertThat(means).containsExactly(sums, within(1e-5));
    }
}

package io.edgeopt.optimizers.quantize.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.StaticQuantize;
import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.testkit.net.HashWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LearntRoundingTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);
    /** Seven bits leave more to gain by rounding. */
    private static final QuantizeSettings SETTINGS =
            QuantizeSettings.DEFAULT.withThreads(1).withEffort(Effort.FAST).withRounding(Rounding.SEVEN_BITS);

    private static Model network() {
        return Model.empty("small", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 16, 16)))
                .set("w1", HashWeights.of("w1", 0, 0.3f, 16, 3, 3, 3))
                .set("b1", HashWeights.of("b1", 0, 0.1f, 16))
                .set("w2", HashWeights.of("w2", 0, 0.3f, 8, 16, 1, 1))
                .set("w3", HashWeights.of("w3", 0, 0.3f, 8, 5))
                .add(Node.of("Conv", List.of("x", "w1", "b1"), List.of("a")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("Relu", List.of("a"), List.of("r")))
                .add(Node.of("Conv", List.of("r", "w2"), List.of("c")))
                .add(Node.of("GlobalAveragePool", List.of("c"), List.of("g")))
                .add(Node.of("Flatten", List.of("g"), List.of("f")))
                .add(Node.of("MatMul", List.of("f", "w3"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 5)))
                .model();
    }

    /** Pictures whose neighbours resemble each other, as those of cameras do. */
    private static InputSource pictures(int from, int to) {
        List<Map<String, Tensor>> inputs = new ArrayList<>();
        for (int run = from; run < to; run++) {
            SplittableRandom random = new SplittableRandom(run);
            double slope = random.nextDouble();
            float[] values = new float[3 * 256];
            for (int i = 0; i < values.length; i++) {
                int x = i % 16;
                int y = i / 16 % 16;
                int channel = i / 256;
                values[i] = (float) (Math.sin(slope * x + (1 - slope) * y + channel) + 0.2 * random.nextDouble());
            }
            inputs.add(Map.of("x", Tensor.of(values, 1, 3, 16, 16)));
        }
        return InputSource.of("pictures", inputs);
    }

    private static Quantization quantized(QuantizeSettings settings) {
        return new StaticQuantize(BACKEND, settings, pictures(0, 48), Optional.empty(), Progress.NONE).run(network());
    }

    @Test
    void answersNearerToTheSourceThanTheNearestIntegersOnPicturesThatItDidNotSee() {
        Quantization nearest = quantized(SETTINGS);

        Quantization learnt = quantized(SETTINGS.withLearnRounding(true));

        Fidelity judge = new Fidelity(network(), pictures(100, 120), BACKEND, ONE_THREAD);
        assertThat(learnt.notes()).anyMatch(note -> note.startsWith("learnt rounding: "));
        assertThat(judge.of(learnt.model()).mean())
                .isGreaterThan(judge.of(nearest.model()).mean() + 1);
    }

    @Test
    void givesTheSameBytesForTheSameSeed() {
        QuantizeSettings settings = SETTINGS.withLearnRounding(true).withRounding(Rounding.PAIRED);

        assertThat(quantized(settings).model().toBytes())
                .isEqualTo(quantized(settings).model().toBytes());
    }

    @Test
    void turnsADegreeBackIntoTheShareThatItWasMadeOf() {
        for (double share : new double[] {0.001, 0.25, 0.5, 0.9}) {
            double curve = 1 / (1 + Math.exp(-RoundingProblem.degree(share)));

            assertThat(curve * 1.2 - 0.1).isBetween(share - 1e-6, share + 1e-6);
        }
    }
}

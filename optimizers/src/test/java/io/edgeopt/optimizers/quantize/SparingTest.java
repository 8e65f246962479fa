package io.edgeopt.optimizers.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.testkit.net.HashWeights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SparingTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final QuantizeSettings SETTINGS = QuantizeSettings.DEFAULT
            .withThreads(1)
            .withRounding(Rounding.PAIRED)
            .withoutCorrections(Set.of(Correction.EQUAL_CHANNELS, Correction.BIASES));

    /** Ten convolutions; nobody reads the first channel of the fifth's result, which is {@code loud} times the others. */
    private static Model network(float loud) {
        GraphEditor editor = Model.empty("loud", 17).edit();
        editor.addInput(ValueInfo.of("t0", ElementType.FLOAT, Shape.of(1, 8, 6, 6)));
        for (int layer = 0; layer < 10; layer++) {
            float[] weights = HashWeights.of("w" + layer, 0, 0.5f, 8, 8, 1, 1).toFloats();
            for (int i = 0; i < 8; i++) {
                if (layer == 4) {
                    weights[i] *= loud;
                } else if (layer == 5) {
                    weights[8 * i] = 0;
                }
            }
            editor.set("w" + layer, Tensor.of(weights, 8, 8, 1, 1));
            editor.add(Node.of("Conv", List.of("t" + layer, "w" + layer), List.of("t" + (layer + 1)))
                    .withName("conv" + layer));
        }
        editor.addOutput(ValueInfo.of("t10", ElementType.FLOAT, Shape.of(1, 8, 6, 6)));
        return editor.model();
    }

    private static Quantization quantized(Model model, QuantizeSettings settings) {
        return new StaticQuantize(BACKEND, settings, Shown.to(model, 8), Optional.empty(), Progress.NONE).run(model);
    }

    private static List<String> spared(Quantization result) {
        return result.layers().stream()
                .filter(fate -> fate.reason().equals(Sparing.REASON))
                .map(LayerFate::layer)
                .toList();
    }

    @Test
    void leavesTheLayersInFloatBetweenWhichIntegersDoNotSuffice() {
        Quantization result = quantized(network(500), SETTINGS);

        assertThat(spared(result)).contains("conv4", "conv5").hasSizeLessThan(4);
        assertThat(result.sparesLayers()).isTrue();
        assertThat(result.notes())
                .anySatisfy(note -> assertThat(note).matches("[23] layers in float: .* dB instead of .*"));
    }

    @Test
    void leavesNoneInFloatWhereAnswersAreNearAnyway() {
        assertThat(spared(quantized(network(1), SETTINGS))).isEmpty();
    }

    @Test
    void asksMoreOfAnswersOfFewNumbers() {
        Model few = network(60)
                .edit()
                .removeOutput("t10")
                .add(Node.of("GlobalMaxPool", List.of("t10"), List.of("scores")))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, Shape.of(1, 8, 1, 1)))
                .model();

        Quantization result = quantized(few, SETTINGS);

        assertThat(spared(result)).contains("conv4", "conv5");
        // More than the 16 dB that suffice for maps.
        assertThat(result.notes())
                .anySatisfy(note -> assertThat(note).matches("2 layers in float: .* instead of 2\\d\\..*"));
    }

    @Test
    void leavesNoneInFloatWhereTheUserSaysSo() {
        Quantization result = quantized(network(500), SETTINGS.withoutCorrections(Set.of(Correction.values())));

        assertThat(spared(result)).isEmpty();
        assertThat(result.sparesLayers()).isFalse();
    }
}

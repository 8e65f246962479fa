package io.edgeopt.optimizers.quantize.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.StaticTrials;
import io.edgeopt.testkit.net.Networks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerTimesTest {
    private static Node node(String name, String op, List<String> inputs, String output) {
        return Node.of(op, inputs, List.of(output)).withName(name);
    }

    private static Graph twoLayers() {
        return Model.empty("two", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set("w", Tensor.of(new float[9], 3, 3, 1, 1))
                .add(node("conv1", "Conv", List.of("x", "w"), "a"))
                .add(node("relu1", "Relu", List.of("a"), "b"))
                .add(node("conv10.b", "Conv", List.of("b", "w"), "c"))
                .add(node("add", "Add", List.of("b", "c"), "y"))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .model()
                .graph();
    }

    @ParameterizedTest
    @CsvSource({
        "conv1, conv1",
        "conv1_token_7, conv1",
        "relu1_nchwc, conv1",
        "b_quantized, conv1",
        "conv10.b/Fusion, conv10.b",
        "y_nchwc, conv10.b",
    })
    void knowsLayersByWhatTheRuntimeCallsThem(String executed, String layer) {
        assertThat(LayerNames.of(twoLayers()).layerOf(executed)).contains(layer);
    }

    @ParameterizedTest
    @CsvSource({"Transpose_token_3", "conv12", "conv10"})
    void knowsNothingOfOthers(String executed) {
        assertThat(LayerNames.of(twoLayers()).layerOf(executed)).isEmpty();
    }

    @Test
    void countsEveryNodeOfARunToALayer() {
        Model model = Networks.named("mobilenet_v2").small();
        OrtBackend backend = new OrtBackend();
        InputSource data = Fidelity.drawn(model, 2, 1);
        StaticTrials trials =
                StaticTrials.of(model, QuantizeSettings.DEFAULT.withThreads(1), data, backend, Progress.NONE);
        LayerNames names = LayerNames.of(trials.prepared().graph());

        Map<String, Double> floats = LayerTimes.of(trials.prepared(), names, data.inputs(0), backend);
        Map<String, Double> integers = LayerTimes.of(trials.without(List.of()), names, data.inputs(0), backend);

        assertThat(floats).containsOnlyKeys(trials.layers());
        assertThat(integers).containsOnlyKeys(trials.layers());
    }
}

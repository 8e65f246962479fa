package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.StepContract;
import io.edgeopt.testkit.net.Networks;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HalfStorageTest extends StepContract {
    private static final OrtBackend BACKEND = new OrtBackend();

    @Override
    protected Step step() {
        return new HalfStorage(BACKEND, 1);
    }

    @Override
    protected OptionalDouble drift() {
        return OptionalDouble.of(0.005);
    }

    @Override
    protected boolean neverGrows() {
        return true;
    }

    @Test
    void halvesTheFileAndComputesInFloats() {
        Model model = Networks.named("squeezenet1_1").small();

        Compressed result = new HalfStorage(BACKEND, 1).compress(model);

        assertThat(result.ratio()).isLessThan(0.53);
        assertThat(result.fidelity().worst()).isGreaterThan(60);
        assertThat(BACKEND.optimized(result.model(), Optimization.BASIC).graph().nodes())
                .noneMatch(node -> node.is("Cast"));
    }

    @Test
    void cutsOffWhatHalvesDoNotReachAndSaysSo() {
        Model model = Networks.named("squeezenet1_1").small();
        Tensor weight =
                model.graph().initializer("features.0.weight").orElseThrow().copy();
        weight.floats().put(0, 1e6f).put(1, -1e6f).put(2, 1e-9f);
        Model extreme = model.edit().set("features.0.weight", weight).model();

        Compressed result = new HalfStorage(BACKEND, 1).compress(extreme);

        float[] halves = result.model()
                .graph()
                .initializer("features.0.weight.half")
                .orElseThrow()
                .toFloats();
        assertThat(halves).startsWith(65504, -65504, 0);
        assertThat(result.notes())
                .containsExactly("2 numbers beyond 65504 were cut off there, 1 below 3e-8 became zero");
    }
}

package io.edgeopt.optimizers.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.emit.Rounding;
import io.edgeopt.testkit.net.HashWeights;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);
    private static final QuantizeSettings SETTINGS =
            QuantizeSettings.DEFAULT.withThreads(1).withEffort(Effort.FAST).withRounding(Rounding.PAIRED);

    /** Two convolutions with hard-swish between them, and a gate that weighs what comes out. */
    private static Model network(float spread) {
        return Model.empty("swish", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 8, 6, 6)))
                .set("w1", HashWeights.of("w1", 0, spread, 8, 8, 1, 1))
                .set("w2", HashWeights.of("w2", 0, 0.4f, 8, 8, 1, 1))
                .set("w3", HashWeights.of("w3", 0, 1f, 8, 8, 1, 1))
                .set("w4", HashWeights.of("w4", 0, 0.4f, 8, 8, 1, 1))
                .add(Node.of("Conv", List.of("x", "w1"), List.of("a")))
                .add(Node.of("HardSwish", List.of("a"), List.of("h")))
                .add(Node.of("Conv", List.of("h", "w2"), List.of("b")))
                .add(Node.of("GlobalAveragePool", List.of("b"), List.of("p")))
                .add(Node.of("Conv", List.of("p", "w3"), List.of("o")))
                .add(Node.of("HardSigmoid", List.of("o"), List.of("g")).with("alpha", 1 / 6f))
                .add(Node.of("Mul", List.of("b", "g"), List.of("m")))
                .add(Node.of("Conv", List.of("m", "w4"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 8, 6, 6)))
                .model();
    }

    private static Model quantized(Model model, Target target) {
        InputSource data = Shown.to(model, 4);
        return new StaticQuantize(BACKEND, SETTINGS.withTarget(target), data, Optional.empty(), Progress.NONE)
                .run(model)
                .model();
    }

    @Test
    void computesHardSwishOnIntegersAlone() {
        Model model = network(3);

        Model integers = quantized(model, Target.CPU);

        Execution executed =
                Execution.of(integers, Shown.to(model, 1).inputs(0), BACKEND, 1).orElseThrow();
        assertThat(executed.operators())
                .containsEntry("QLinearConv", 4)
                .containsEntry("QLinearMul", 2)
                .containsEntry("Clip", 1)
                // The gate that weighs eight values.
                .containsEntry("HardSigmoid", 1)
                .doesNotContainKeys("HardSwish", "Mul");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void answersAsTheFloatModelDoes(Target target) {
        for (float spread : new float[] {0.2f, 3, 30}) {
            Model model = network(spread);

            Model integers = quantized(model, target);

            double decibels = new Fidelity(model, Shown.to(model, 4), target.judging(BACKEND), ONE_THREAD)
                    .of(integers)
                    .worst();
            assertThat(decibels).as("spread %s", spread).isGreaterThan(26);
        }
    }

    @Test
    void givesTheGateOfTheRoundedInputToTheLastBit() {
        Model model = network(3);
        Model integers = quantized(model, Target.ARM);
        Model exposing = integers.exposing(List.of("a", "h_gate"));

        try (Session session = Target.ARM.judging(BACKEND).open(exposing, ONE_THREAD)) {
            Map<String, Tensor> answered = session.run(Shown.to(model, 1).inputs(0));
            float[] opens = Objects.requireNonNull(answered.get("a")).toFloats();
            float[] gate = Objects.requireNonNull(answered.get("h_gate")).toFloats();
            for (int i = 0; i < gate.length; i++) {
                assertThat(gate[i]).isCloseTo(Math.min(1, Math.max(0, opens[i] / 6 + 0.5f)), within(1e-6f));
            }
        }
    }
}

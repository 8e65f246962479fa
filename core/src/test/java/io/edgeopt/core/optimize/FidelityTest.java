package io.edgeopt.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FidelityTest {
    private static Model times(float factor, String output) {
        return Model.empty("times", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(8)))
                .addOutput(ValueInfo.of(output, ElementType.FLOAT, Shape.of(8)))
                .set("factor", Tensor.of(new float[] {factor}, 1))
                .add(Node.of("Mul", List.of("x", "factor"), List.of(output)))
                .model();
    }

    private static Fidelity fidelity(Model source, Model changed) {
        return Verification.onRandomInputs(source, new OrtBackend(), 2, 1, Double.POSITIVE_INFINITY)
                .fidelity(changed);
    }

    @Test
    void isTwentyDecibelsWhereEveryValueIsATenthTooLarge() {
        Fidelity fidelity = fidelity(times(1, "y"), times(1.1f, "y"));

        assertThat(fidelity.problem()).isEmpty();
        assertThat(fidelity.samples()).isEqualTo(2);
        assertThat(fidelity.worst()).isCloseTo(20, within(1e-3));
    }

    @Test
    void isInfiniteWhereNothingDiffers() {
        assertThat(fidelity(times(2, "y"), times(2, "y")).worst()).isInfinite();
    }

    @Test
    void saysWhatKeepsTheTwoFromBeingCompared() {
        assertThat(fidelity(times(1, "y"), times(1, "z")).problem().orElse("")).contains("output 0 is z");
        assertThat(fidelity(times(1, "y"), times(Float.NaN, "y")).problem().orElse(""))
                .contains("holds NaN where its source gives");
    }
}

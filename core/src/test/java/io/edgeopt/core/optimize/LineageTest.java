package io.edgeopt.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final Model PLAIN = Model.empty("plain", 17)
            .edit()
            .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1)))
            .add(Node.of("Relu", List.of("x"), List.of("y")))
            .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1)))
            .model();

    @Test
    void saysNothingOfAModelThatNothingWasDoneTo() {
        assertThat(Lineage.of(PLAIN).steps()).isEmpty();
    }

    @Test
    void addsAStepToThoseOfTheSource() {
        Model once = Lineage.noted(PLAIN, PLAIN, "prune --ratio 0.5");

        Model twice = Lineage.noted(PLAIN, once, "quantize --scheme static");

        assertThat(Lineage.of(twice).steps()).containsExactly("prune --ratio 0.5", "quantize --scheme static");
        assertThat(twice.metadata()).containsEntry(Lineage.KEY, "prune --ratio 0.5; quantize --scheme static");
    }

    @Test
    void survivesTheFile() {
        Model noted = Lineage.noted(PLAIN, PLAIN, "quantize (missed; by far)");

        Model read = Model.parse("again", noted.toBytes());

        assertThat(Lineage.of(read).steps()).containsExactly("quantize (missed, by far)");
    }
}

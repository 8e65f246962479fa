package io.edgeopt.optimizers.quantize.choose;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static Node node(String name, String op, List<String> inputs, String output) {
        return Node.of(op, inputs, List.of(output)).withName(name);
    }

    /** One convolution, then two around which a shortcut goes, then a last one. */
    private static Graph residual() {
        return Model.empty("residual", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set("w", Tensor.of(new float[9], 3, 3, 1, 1))
                .add(node("c1", "Conv", List.of("x", "w"), "a"))
                .add(node("r1", "Relu", List.of("a"), "b"))
                .add(node("c2", "Conv", List.of("b", "w"), "c"))
                .add(node("r2", "Relu", List.of("c"), "d"))
                .add(node("c3", "Conv", List.of("d", "w"), "e"))
                .add(node("add", "Add", List.of("b", "e"), "f"))
                .add(node("c4", "Conv", List.of("f", "w"), "g"))
                .addOutput(ValueInfo.of("g", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .model()
                .graph();
    }

    @Test
    void areResidualBlocksAndSingleLayers() {
        Parts parts = Parts.of(residual(), Set.of("c1", "c2", "c3", "c4"));

        assertThat(parts.parts()).containsExactly(List.of("c1"), List.of("c2", "c3"), List.of("c4"));
    }
}

package io.edgeopt.core.runtime.ort;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;

/** Models of one or two nodes. */
final class TinyModels {
    private TinyModels() {}

    /** {@code y = x + 1} over a vector. */
    static Model addingOne(Dim extent) {
        return Model.empty("add", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(extent)))
                .set("one", Tensor.scalar(1f))
                .add(Node.of("Add", List.of("x", "one"), List.of("y")).withName("plus"))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(extent)))
                .model();
    }

    static Model identity(ElementType type, long... dims) {
        return Model.empty("same", 17)
                .edit()
                .addInput(ValueInfo.of("x", type, Shape.of(dims)))
                .add(Node.of("Identity", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", type, Shape.of(dims)))
                .model();
    }
}

package io.edgeopt.core.graph;

import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** What {@code Constant} nodes hold, in whichever of their attributes. */
final class Constants {
    private Constants() {}

    static Optional<Tensor> valueOf(Node constant) {
        if (constant.has("value")) {
            return constant.tensor("value");
        }
        if (constant.has("value_int")) {
            return Optional.of(Tensor.scalar(constant.integer("value_int", 0)).readOnly());
        }
        if (constant.has("value_float")) {
            return Optional.of(Tensor.scalar(constant.real("value_float", 0)).readOnly());
        }
        return constant.integers("value_ints")
                .map(values -> Tensor.of(values, values.length).readOnly())
                .or(() -> constant.reals("value_floats")
                        .map(values -> Tensor.of(values, values.length).readOnly()));
    }
}

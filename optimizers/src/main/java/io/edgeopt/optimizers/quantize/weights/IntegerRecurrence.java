package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code LSTM} as ONNX Runtime's {@code DynamicQuantizeLSTM}: its two weights become bytes, transposed. */
final class IntegerRecurrence implements IntegerForm {
    private static final String DOMAIN = "com.microsoft";

    /** Places of the scales and zero points, behind the inputs that an {@code LSTM} has. */
    private static final int FIRST_SCALE = 8;

    @Override
    public Optional<String> replace(Node node, List<WeightTensor> weights, DynamicDraft draft) {
        if (node.integer("layout", 0) != 0) {
            return Optional.of("its batch comes first, which the integer kernel does not know");
        }
        if (weights.size() != 2) {
            return Optional.of("one of its weights is computed, or too small to be worth it");
        }
        List<String> inputs = new ArrayList<>(node.inputs());
        while (inputs.size() < FIRST_SCALE) {
            inputs.add("");
        }
        for (WeightTensor weight : weights) {
            Shape shape = weight.shape();
            int directions = (int) shape.dim(0);
            int gates = (int) shape.dim(1);
            int features = (int) shape.dim(2);
            float[] turned = IntegerColumns.transposed(weight.value().toFloats(), directions, gates, features);
            IntegerColumns matrix = IntegerColumns.of(turned, directions, features, gates);
            inputs.set(
                    node.inputs().indexOf(weight.name()),
                    draft.constant(weight.name(), "q", matrix.codes(directions, features, gates)));
            inputs.add(draft.constant(weight.name(), "scale", Tensor.of(matrix.scales(), directions, gates)));
            inputs.add(draft.constant(weight.name(), "zero", DynamicDraft.zeros(directions, gates)));
            float[] kept = matrix.values(features, gates);
            draft.draft()
                    .computesOnIntegers(
                            weight,
                            matrix.bytes() + (long) directions * gates,
                            IntegerColumns.transposed(kept, directions, features, gates));
        }
        draft.editor()
                .replace(
                        node,
                        node.withOp("DynamicQuantizeLSTM").inDomain(DOMAIN).withInputs(inputs));
        draft.draft().uses(DOMAIN, 1);
        return Optional.empty();
    }
}

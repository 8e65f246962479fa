package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** {@code MatMul} and {@code Gemm} with a constant matrix as {@code MatMulInteger}. */
final class IntegerProduct implements IntegerForm {
    @Override
    public Optional<String> replace(Node node, List<WeightTensor> weights, DynamicDraft draft) {
        WeightTensor weight = weights.get(0);
        if (!node.input(1).equals(Optional.of(weight.name())) || weights.size() > 1) {
            return Optional.of("the constant is its first factor");
        }
        if (weight.shape().rank() != 2) {
            return Optional.of("the constant is a stack of matrices");
        }
        if (node.integer("transA", 0) != 0) {
            return Optional.of("its first factor is transposed");
        }
        float beta = node.real("beta", 1);
        Optional<String> bias = node.input(2);
        if (bias.isPresent() && beta != 1) {
            bias = scaled(bias.get(), beta, draft);
            if (bias.isEmpty()) {
                return Optional.of("its bias is computed, and scaled");
            }
        }
        boolean turned = node.integer("transB", 0) != 0;
        int rows = (int) weight.shape().dim(turned ? 1 : 0);
        int columns = (int) weight.shape().dim(turned ? 0 : 1);
        float[] values = weight.value().toFloats();
        IntegerColumns matrix = IntegerColumns.of(
                turned ? IntegerColumns.transposed(values, 1, columns, rows) : values, 1, rows, columns);
        draft.editor().remove(node);
        DynamicDraft.Quantized input = draft.quantized(node.inputs().get(0));
        String codes = draft.constant(weight.name(), "q", matrix.codes(rows, columns));
        String zero = draft.constant(weight.name(), "zero", DynamicDraft.zeros());
        String sums = draft.fresh(node.output(), "i32");
        draft.editor()
                .add(Node.of("MatMulInteger", List.of(input.bytes(), codes, input.zero(), zero), List.of(sums))
                        .withName(node.name()));
        float alpha = node.real("alpha", 1);
        float[] scales = matrix.scales().clone();
        for (int i = 0; i < scales.length; i++) {
            scales[i] *= alpha;
        }
        String scale = draft.constant(weight.name(), "scale", Tensor.of(scales, columns));
        draft.finish(sums, input.scale(), scale, bias.orElse(""), node.output());
        float[] kept = matrix.values(rows, columns);
        draft.draft()
                .computesOnIntegers(
                        weight, matrix.bytes(), turned ? IntegerColumns.transposed(kept, 1, rows, columns) : kept);
        return Optional.empty();
    }

    private static Optional<String> scaled(String bias, float factor, DynamicDraft draft) {
        Graph graph = draft.draft().source().graph();
        return graph.constant(bias).map(value -> {
            float[] values = value.toFloats();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return draft.constant(
                    bias, "scaled", Tensor.of(values, value.shape().toArray()));
        });
    }
}

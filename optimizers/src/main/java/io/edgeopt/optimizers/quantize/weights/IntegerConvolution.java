package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code Conv} as {@code ConvInteger}, where it is not split into groups. */
final class IntegerConvolution implements IntegerForm {
    @Override
    public Optional<String> replace(Node node, List<WeightTensor> weights, DynamicDraft draft) {
        WeightTensor weight = weights.get(0);
        if (node.integer("group", 1) != 1) {
            return Optional.of("one range for all channels ruins a convolution in groups");
        }
        Optional<Tensor> bias = node.input(2).flatMap(draft.draft().source().graph()::constant);
        if (node.input(2).isPresent() && bias.isEmpty()) {
            return Optional.of("its bias is computed");
        }
        int channels = (int) weight.shape().dim(0);
        int each = (int) (weight.value().size() / channels);
        // Channels are rows here: a column for each, and back.
        float[] turned = IntegerColumns.transposed(weight.value().toFloats(), 1, channels, each);
        IntegerColumns matrix = IntegerColumns.of(turned, 1, each, channels);
        float[] kept = IntegerColumns.transposed(matrix.values(each, channels), 1, each, channels);
        draft.editor().remove(node);
        DynamicDraft.Quantized input = draft.quantized(node.inputs().get(0));
        String codes = draft.constant(weight.name(), "q", matrix.transposedCodes(each, weight.shape()));
        String zero = draft.constant(weight.name(), "zero", DynamicDraft.zeros());
        String sums = draft.fresh(node.output(), "i32");
        draft.editor()
                .add(node.withOp("ConvInteger")
                        .withInputs(List.of(input.bytes(), codes, input.zero(), zero))
                        .withOutputs(List.of(sums)));
        long[] perChannel = new long[weight.shape().rank() - 1];
        Arrays.fill(perChannel, 1);
        perChannel[0] = channels;
        String scale = draft.constant(weight.name(), "scale", Tensor.of(matrix.scales(), perChannel));
        String shift = bias.map(value -> draft.constant(
                        node.inputs().get(2), "wide", value.copy().reshape(perChannel)))
                .orElse("");
        draft.finish(sums, input.scale(), scale, shift, node.output());
        draft.draft().computesOnIntegers(weight, matrix.bytes(), kept);
        return Optional.empty();
    }
}

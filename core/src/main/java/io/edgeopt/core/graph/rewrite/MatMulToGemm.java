package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Makes one {@code Gemm} of a product with a constant matrix and the bias added to it. */
final class MatMulToGemm extends NodeRewrite {
    MatMulToGemm() {
        super("matmul-add-to-gemm");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        Optional<Integer> place = node.is("Add") ? look.constantPlace(node) : Optional.empty();
        if (place.isEmpty()) {
            return false;
        }
        Optional<Node> product = look.madeForOne(node.inputs().get(1 - place.get()), "MatMul");
        if (product.isEmpty()) {
            return false;
        }
        Optional<Tensor> weight = look.constant(product.get(), 1)
                .filter(held -> held.type() == ElementType.FLOAT && held.shape().rank() == 2);
        if (weight.isEmpty() || look.facts().rank(product.get().inputs().get(0)).orElse(0) != 2) {
            return false;
        }
        Tensor added = look.constant(node, place.get()).orElseThrow();
        int channels = (int) weight.get().shape().dim(1);
        Optional<double[]> bias = Linear.spread(added, channels, 2, 0);
        if (bias.isEmpty()) {
            return false;
        }
        float[] values = new float[channels];
        for (int c = 0; c < channels; c++) {
            values[c] = (float) bias.get()[c];
        }
        List<String> old = product.get().inputs();
        // A vector as it is serves both; anything else is written out.
        String name = added.shape().rank() == 1 && added.size() == channels
                ? node.inputs().get(place.get())
                : editor.constant(node.inputs().get(place.get()), Tensor.of(values, channels));
        Node gemm = Node.of("Gemm", List.of(old.get(0), old.get(1), name), node.outputs())
                .withName(product.get().name());
        editor.replace(node, gemm);
        editor.remove(product.get());
        return true;
    }
}

package io.edgeopt.core.explain;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** How like somebody a face is: the cosine between the network's vector and a known one. */
record IdentityTarget(String tensor, Embedding known, String name) implements Target {
    @Override
    public Set<String> tensors() {
        return Set.of(tensor);
    }

    @Override
    public double score(Map<String, Tensor> outputs, int item) {
        float[] reference = known.toArray();
        FloatBuffer values = Binding.named(outputs, tensor).floats();
        checkSize(outputs);
        double product = 0;
        double square = 0;
        for (int i = 0; i < reference.length; i++) {
            double value = values.get(item * reference.length + i);
            product += value * reference[i];
            square += value * value;
        }
        return square == 0 ? 0 : product / Math.sqrt(square);
    }

    @Override
    public Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
        float[] reference = known.toArray();
        Tensor vectors = Binding.named(outputs, tensor);
        checkSize(outputs);
        float[] values = vectors.toFloats();
        float[] slopes = new float[values.length];
        for (int item = 0; item < values.length / reference.length; item++) {
            int start = item * reference.length;
            double square = 0;
            for (int i = 0; i < reference.length; i++) {
                square += (double) values[start + i] * values[start + i];
            }
            double length = Math.sqrt(square);
            double cosine = score(outputs, item);
            for (int i = 0; i < reference.length && length > 0; i++) {
                slopes[start + i] = (float) ((reference[i] - cosine * values[start + i] / length) / length);
            }
        }
        return Map.of(tensor, Tensor.of(slopes, vectors.shape().toArray()));
    }

    /** Those of the product with the known vector, the other's length kept: the products add up to the cosine. */
    @Override
    public Map<String, Tensor> weights(Map<String, Tensor> outputs) {
        float[] reference = known.toArray();
        Tensor vectors = Binding.named(outputs, tensor);
        checkSize(outputs);
        float[] values = vectors.toFloats();
        float[] weights = new float[values.length];
        for (int start = 0; start < values.length; start += reference.length) {
            double square = 0;
            for (int i = 0; i < reference.length; i++) {
                square += (double) values[start + i] * values[start + i];
            }
            for (int i = 0; i < reference.length && square > 0; i++) {
                weights[start + i] = (float) (reference[i] / Math.sqrt(square));
            }
        }
        return Map.of(tensor, Tensor.of(weights, vectors.shape().toArray()));
    }

    private void checkSize(Map<String, Tensor> outputs) {
        Tensor vectors = Binding.named(outputs, tensor);
        long numbers = vectors.size() / CellTarget.items(vectors);
        if (numbers != known.toArray().length) {
            throw new InvalidPlanException("%s is known by %d numbers, the model gives %d: another model made them"
                    .formatted(name, known.toArray().length, numbers));
        }
    }
}

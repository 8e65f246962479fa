package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.InvalidPlanException;

/**
 * Embeddings of one batch and whose they are.
 *
 * @param persons an index an item
 */
record Embeddings(NDArray vectors, NDArray persons) {
    /** TorchScript of rows of length one, over a table. A row of zeros stays one. */
    static String unit(String table) {
        return "torch.div(%s, torch.clamp_min(torch.norm(%s, 2, [1], True), 1.0E-6))".formatted(table, table);
    }

    static Embeddings of(Outcome outcome, String output, int people) {
        NDArray vectors = outcome.value(output);
        if (!(outcome.targets() instanceof Targets.Persons persons)) {
            throw new InvalidPlanException("a loss over embeddings needs data that says who is seen");
        }
        Shape shape = vectors.getShape();
        if (shape.get(0) != persons.size()) {
            throw new InvalidPlanException("output '%s' holds %d items, the batch %d; make the model's batch axis free"
                    .formatted(output, shape.get(0), persons.size()));
        }
        long[] indices = new long[persons.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = persons.indices()[i];
            if (indices[i] < 0 || indices[i] >= people) {
                throw new InvalidPlanException("the data has person %d, but the loss was made for %d (the first is 0)"
                        .formatted(indices[i], people));
            }
        }
        return new Embeddings(vectors, outcome.scope().create(indices));
    }
}

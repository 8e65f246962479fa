package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.InvalidPlanException;

/**
 * Scores and shares of one batch, a row an item and a column a class.
 *
 * @param scores what the network says, before any softmax
 * @param rows the scores as TorchScript over argument {@code a}: one number alone gets a zero before it, which makes a
 *     softmax of the sigmoid that it stands for
 * @param shares what is true
 */
record ClassBatch(NDArray scores, String rows, NDArray shares) {
    static ClassBatch of(Outcome outcome, String output) {
        NDArray scores = outcome.value(output);
        if (!(outcome.targets() instanceof Targets.Classes classes)) {
            throw new InvalidPlanException("a loss over classes needs data that is labelled with classes");
        }
        Shape shape = scores.getShape();
        int items = classes.size();
        long columns = shape.size() / Math.max(1, shape.get(0));
        int expected = items == 0 ? 0 : classes.shares()[0].length;
        boolean alone = columns == 1 && expected == 2;
        if (shape.get(0) != items || (columns != expected && !alone)) {
            throw new InvalidPlanException(
                    "output '%s' has the shape %s, but the data has %d items of %d classes; train a"
                                    .formatted(output, shape, items, expected)
                            + " model with as many outputs as the data has classes");
        }
        float[] flat = new float[items * expected];
        for (int i = 0; i < items; i++) {
            System.arraycopy(classes.shares()[i], 0, flat, i * expected, expected);
        }
        String rows = shape.dimension() == 2 ? "a" : "torch.flatten(a, 1)";
        return new ClassBatch(
                scores,
                alone ? "torch.cat([torch.zeros_like(%s), %s], 1)".formatted(rows, rows) : rows,
                outcome.scope().create(flat, new Shape(items, expected)));
    }
}

package io.edgeopt.models.adapt;

import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;

/**
 * The rows of new classes, made of those of old ones: the row of the class that it begins as, else the mean of all, which
 * is as sure of the new class as the model was of any.
 *
 * @param before how many classes there were
 * @param begun for each new class the old one that it begins as
 */
record ClassRows(int before, List<OptionalInt> begun) {
    int after() {
        return begun.size();
    }

    /** Which row a new one was, where the rows of classes begin with {@code first}; empty where it is new. */
    OptionalInt origin(int row, int first) {
        if (row < first) {
            return OptionalInt.of(row);
        }
        if (row >= first + after()) {
            return OptionalInt.of(row - after() + before);
        }
        OptionalInt old = begun.get(row - first);
        return old.isPresent() ? OptionalInt.of(first + old.getAsInt()) : old;
    }

    /** Weights with other rows along {@code axis}, where those of the classes begin with {@code first}. */
    Tensor of(Tensor weights, int axis, int first) {
        Shape shape = weights.shape();
        int rows = (int) shape.dim(axis);
        int changedRows = rows - before + after();
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= (int) shape.dim(i);
        }
        float[] old = weights.toFloats();
        float[] changed = new float[old.length / rows * changedRows];
        for (int at = 0; at < changed.length; at++) {
            int outer = at / inner / changedRows;
            int from = outer * rows * inner + at % inner;
            OptionalInt row = origin(at / inner % changedRows, first);
            changed[at] = row.isPresent() ? old[from + row.getAsInt() * inner] : mean(old, from + first * inner, inner);
        }
        return Tensor.of(changed, shape.with(axis, changedRows).toArray());
    }

    private float mean(float[] values, int first, int step) {
        double sum = 0;
        for (int row = 0; row < before; row++) {
            sum += values[first + row * step];
        }
        return (float) (sum / before);
    }
}

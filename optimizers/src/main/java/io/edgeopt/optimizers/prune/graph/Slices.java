package io.edgeopt.optimizers.prune.graph;

import io.edgeopt.core.tensor.Shape;
import java.util.List;
import java.util.function.IntConsumer;

/** The elements of a tensor that lie at given places of one of its axes. */
public final class Slices {
    private Slices() {}

    /** Visits them in the order in which they lie. */
    public static void each(Shape shape, int axis, List<Integer> places, IntConsumer visitor) {
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= Math.toIntExact(shape.dim(i));
        }
        int extent = Math.toIntExact(shape.dim(axis));
        int size = Math.toIntExact(shape.size());
        for (int block = 0; block < size; block += extent * inner) {
            for (int place : places) {
                int from = block + place * inner;
                for (int i = from; i < from + inner; i++) {
                    visitor.accept(i);
                }
            }
        }
    }
}

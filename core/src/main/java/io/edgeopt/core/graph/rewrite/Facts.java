package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a few runs of a model told of its tensors. Every free extent of the inputs differed from run to run, so that what
 * stayed the same does not depend on them. Tensors whose shape depends on the inputs' values are unknown here.
 */
public final class Facts {
    /**
     * One tensor.
     *
     * @param shapes its shape in each run
     * @param values its value in each run, where shapes alone decide it; else empty
     */
    public record Seen(Optional<ElementType> type, List<Shape> shapes, List<Tensor> values) {
        public Seen {
            shapes = List.copyOf(shapes);
            values = List.copyOf(values);
        }
    }

    private final Map<String, Seen> seen;

    private Facts(Map<String, Seen> seen) {
        this.seen = Map.copyOf(seen);
    }

    public static Facts of(Map<String, Seen> seen) {
        return new Facts(seen);
    }

    /** Nothing is known: only what the graph itself says can be used. */
    public static Facts none() {
        return new Facts(Map.of());
    }

    public Optional<ElementType> type(String tensor) {
        return find(tensor).flatMap(Seen::type);
    }

    /** The shape in each run; empty where it is unknown. */
    public List<Shape> shapes(String tensor) {
        return find(tensor).map(Seen::shapes).orElse(List.of());
    }

    public OptionalInt rank(String tensor) {
        List<Shape> shapes = shapes(tensor);
        if (shapes.isEmpty()) {
            return OptionalInt.empty();
        }
        int rank = shapes.get(0).rank();
        return shapes.stream().allMatch(shape -> shape.rank() == rank) ? OptionalInt.of(rank) : OptionalInt.empty();
    }

    /** The extent of an axis, where it is the same in every run; a negative axis counts from the end. */
    public OptionalLong extent(String tensor, int axis) {
        OptionalInt rank = rank(tensor);
        if (rank.isEmpty() || axis >= rank.getAsInt() || axis < -rank.getAsInt()) {
            return OptionalLong.empty();
        }
        List<Shape> shapes = shapes(tensor);
        long extent = shapes.get(0).dim(axis);
        return shapes.stream().allMatch(shape -> shape.dim(axis) == extent)
                ? OptionalLong.of(extent)
                : OptionalLong.empty();
    }

    /** The shape, where it is the same in every run. */
    public Optional<Shape> shape(String tensor) {
        List<Shape> shapes = shapes(tensor);
        return shapes.stream().distinct().count() == 1 ? Optional.of(shapes.get(0)) : Optional.empty();
    }

    /** Whether both are known and had the same shape in every run. */
    public boolean sameShape(String one, String other) {
        return !shapes(one).isEmpty() && shapes(one).equals(shapes(other));
    }

    /** The value in each run of a tensor that depends on nothing but shapes; empty for all others. */
    public List<Tensor> values(String tensor) {
        return find(tensor).map(Seen::values).orElse(List.of());
    }

    /** The value of a tensor that depends on nothing but shapes and had the same value in every run. */
    public Optional<Tensor> constant(String tensor) {
        List<Tensor> values = values(tensor);
        return !values.isEmpty() && values.stream().allMatch(value -> value.contentEquals(values.get(0)))
                ? Optional.of(values.get(0))
                : Optional.empty();
    }

    private Optional<Seen> find(String tensor) {
        return Optional.ofNullable(seen.get(tensor));
    }
}

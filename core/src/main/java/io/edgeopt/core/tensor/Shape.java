package io.edgeopt.core.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The known extents of a tensor, outermost first. A scalar has rank 0. */
public final class Shape {
    private static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dims;

    private Shape(long[] dims) {
        this.dims = dims;
    }

    public static Shape of(long... dims) {
        if (dims.length == 0) {
            return SCALAR;
        }
        for (long dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("a shape has no negative extent: " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone());
    }

    public int rank() {
        return dims.length;
    }

    /** The extent of an axis; a negative axis counts from the end. */
    public long dim(int axis) {
        return dims[axis < 0 ? dims.length + axis : axis];
    }

    /** How many elements there are: 1 for a scalar, 0 where any extent is 0. */
    public long size() {
        long size = 1;
        for (long dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    public long[] toArray() {
        return dims.clone();
    }

    /** The same shape with one extent replaced. */
    public Shape with(int axis, long extent) {
        long[] changed = dims.clone();
        changed[axis < 0 ? dims.length + axis : axis] = extent;
        return of(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As users write it: {@code 1x3x224x224}, or {@code scalar}. */
    @Override
    public String toString() {
        return dims.length == 0
                ? "scalar"
                : Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }
}

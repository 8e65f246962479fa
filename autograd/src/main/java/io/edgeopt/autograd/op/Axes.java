package io.edgeopt.autograd.op;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Axes as ONNX counts them, from either end, and lists of numbers as TorchScript writes them. */
final class Axes {
    private Axes() {}

    static int positive(long axis, int rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }

    static long[] positive(long[] axes, int rank) {
        return Arrays.stream(axes).map(axis -> positive(axis, rank)).toArray();
    }

    static long[] all(int rank) {
        return LongStream.range(0, rank).toArray();
    }

    static long[] filled(int count, long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return values;
    }

    static String list(long... values) {
        return Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}

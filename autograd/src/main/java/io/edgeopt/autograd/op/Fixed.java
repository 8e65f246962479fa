package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Numbers that newer operator sets give as inputs where older ones had attributes, such as the bounds of a clip or the
 * target of a reshape. Where no step changes them they are read from their array once: a read takes as long as a small
 * operator.
 */
public final class Fixed {
    private final Set<String> names;
    private final Map<String, long[]> wholes = new HashMap<>();
    private final Map<String, Double> reals = new HashMap<>();

    /** @param names tensors whose values are the same in every step */
    public Fixed(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    public static Fixed nothing() {
        return new Fixed(Set.of());
    }

    public boolean containsAny(Set<String> changed) {
        return changed.stream().anyMatch(names::contains);
    }

    long[] longs(String name, NDArray array) {
        return names.contains(name)
                ? wholes.computeIfAbsent(name, unread -> longs(array)).clone()
                : longs(array);
    }

    double number(String name, NDArray array) {
        return names.contains(name) ? reals.computeIfAbsent(name, unread -> number(array)) : number(array);
    }

    private static long[] longs(NDArray array) {
        return array.toType(DataType.INT64, false).stopGradient().toLongArray();
    }

    private static double number(NDArray array) {
        return array.stopGradient().toType(DataType.FLOAT64, false).toDoubleArray()[0];
    }
}

package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** The second input of {@code Reshape} as a constant that serves every run: 0 keeps an extent, -1 takes what is left. */
final class Target {
    private Target() {}

    /** Empty where more than one extent is free and cannot be kept from the same place of the input. */
    static Optional<long[]> of(List<Shape> from, List<Shape> to) {
        if (from.isEmpty() || from.size() != to.size() || !oneRank(from) || !oneRank(to)) {
            return Optional.empty();
        }
        long[] target = new long[to.get(0).rank()];
        int free = 0;
        for (int axis = 0; axis < target.length; axis++) {
            target[axis] = fixed(to, axis);
            free += target[axis] == -1 ? 1 : 0;
            if (target[axis] == 0) {
                return Optional.empty();
            }
        }
        for (int axis = 0; axis < target.length && free > 1; axis++) {
            if (target[axis] == -1 && kept(from, to, axis)) {
                target[axis] = 0;
                free--;
            }
        }
        return free > 1 ? Optional.empty() : Optional.of(target);
    }

    private static boolean oneRank(List<Shape> shapes) {
        return shapes.stream().map(Shape::rank).distinct().count() == 1;
    }

    private static long fixed(List<Shape> shapes, int axis) {
        long first = shapes.get(0).dim(axis);
        return shapes.stream().allMatch(shape -> shape.dim(axis) == first) ? first : -1;
    }

    private static boolean kept(List<Shape> from, List<Shape> to, int axis) {
        for (int run = 0; run < from.size(); run++) {
            if (axis >= from.get(run).rank()
                    || from.get(run).dim(axis) != to.get(run).dim(axis)) {
                return false;
            }
        }
        return true;
    }
}

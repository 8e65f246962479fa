package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import java.util.Optional;

/** Makes one {@code Transpose} of two in a row. */
final class MergeTransposes extends NodeRewrite {
    MergeTransposes() {
        super("merge-transposes");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.is("Transpose")) {
            return false;
        }
        Optional<Node> inner = look.made(node.inputs().get(0), "Transpose");
        if (inner.isEmpty()) {
            return false;
        }
        Optional<long[]> first = permutation(inner.get(), look);
        Optional<long[]> second = permutation(node, look);
        if (first.isEmpty() || second.isEmpty() || first.get().length != second.get().length) {
            return false;
        }
        long[] both = new long[first.get().length];
        for (int axis = 0; axis < both.length; axis++) {
            both[axis] = first.get()[(int) second.get()[axis]];
        }
        if (!look.graph().hasSingleUse(inner.get().output()) && !isIdentity(both)) {
            return false;
        }
        editor.replace(node, node.withInput(0, inner.get().inputs().get(0)).with("perm", both));
        return true;
    }

    /** Where each axis of the output comes from. */
    static Optional<long[]> permutation(Node transpose, Look look) {
        Optional<long[]> given = transpose.integers("perm");
        if (given.isPresent() || look.facts().rank(transpose.output()).isEmpty()) {
            return given;
        }
        long[] reversed = new long[look.facts().rank(transpose.output()).getAsInt()];
        for (int axis = 0; axis < reversed.length; axis++) {
            reversed[axis] = reversed.length - 1L - axis;
        }
        return Optional.of(reversed);
    }

    static boolean isIdentity(long[] permutation) {
        for (int axis = 0; axis < permutation.length; axis++) {
            if (permutation[axis] != axis) {
                return false;
            }
        }
        return true;
    }
}

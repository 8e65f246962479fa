package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.ElementType;
import java.util.Optional;

/** Makes one {@code Cast} of two in a row, where the first loses nothing. */
final class MergeCasts extends NodeRewrite {
    MergeCasts() {
        super("merge-casts");
    }

    @Override
    boolean rewrite(Node node, Look look, GraphEditor editor) {
        if (!node.is("Cast")) {
            return false;
        }
        Optional<Node> inner = look.made(node.inputs().get(0), "Cast");
        if (inner.isEmpty()) {
            return false;
        }
        String source = inner.get().inputs().get(0);
        Optional<ElementType> from = look.facts().type(source);
        Optional<ElementType> through = look.facts().type(inner.get().output());
        if (from.isEmpty() || through.isEmpty() || !holdsAll(from.get(), through.get())) {
            return false;
        }
        editor.replace(node, node.withInput(0, source));
        return true;
    }

    /** Whether every value of {@code from} is a value of {@code through}. */
    private static boolean holdsAll(ElementType from, ElementType through) {
        return switch (from) {
            case BOOL -> through.isInteger() || through == ElementType.FLOAT || through == ElementType.DOUBLE;
            case FLOAT16, BFLOAT16 -> through == ElementType.FLOAT || through == ElementType.DOUBLE;
            case FLOAT -> through == ElementType.DOUBLE;
            case INT8, UINT8, INT16, UINT16 ->
                through == ElementType.INT32
                        || through == ElementType.INT64
                        || through == ElementType.FLOAT
                        || through == ElementType.DOUBLE;
            case INT32 -> through == ElementType.INT64 || through == ElementType.DOUBLE;
            default -> false;
        };
    }
}

package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one of several equal constants: the small ones that shapes and scalars are, and weights large enough to count.
 * Biases and the like are left to their layers, which may be changed each for itself later.
 */
final class ShareConstants implements Rewrite {
    private static final long FEW_ELEMENTS = 8;
    private static final long MANY_BYTES = 64 << 10;

    @Override
    public String name() {
        return "share-constants";
    }

    @Override
    public int apply(GraphEditor editor, Facts facts) {
        int fired = 0;
        Map<List<Object>, String> firsts = new HashMap<>();
        Graph graph = editor.graph();
        for (String name : List.copyOf(graph.initializerNames())) {
            ElementType type = graph.initializerType(name).orElseThrow();
            Shape shape = graph.initializerShape(name).orElseThrow();
            if (!isWorthwhile(type, shape) || graph.isOutput(name)) {
                continue;
            }
            Tensor value = graph.initializer(name).orElseThrow();
            ByteBuffer bytes = value.bytes();
            String first = firsts.putIfAbsent(List.of(type, shape, bytes), name);
            if (first != null) {
                editor.redirect(name, first);
                editor.removeInitializer(name);
                fired++;
            }
        }
        return fired;
    }

    private static boolean isWorthwhile(ElementType type, Shape shape) {
        return type != ElementType.STRING
                && (shape.size() <= FEW_ELEMENTS
                        || type == ElementType.INT64
                        || type.bytesFor(shape.size()) >= MANY_BYTES);
    }
}

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        Map<Content, String> firsts = new HashMap<>();
        Graph graph = editor.graph();
        for (String name : List.copyOf(graph.initializerNames())) {
            ElementType type = graph.initializerType(name).orElseThrow();
            Shape shape = graph.initializerShape(name).orElseThrow();
            if (!isWorthwhile(type, shape) || graph.isOutput(name)) {
                continue;
            }
            Content content = new Content(graph.initializer(name).orElseThrow());
            String first = firsts.putIfAbsent(content, name);
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

    /** What a tensor holds. Its hash looks at a few of the bytes: to read all weights for it would take longer than all else. */
    private record Content(Tensor tensor) {
        private static final int LOOKED_AT = 64;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content that && tensor.contentEquals(that.tensor);
        }

        @Override
        public int hashCode() {
            ByteBuffer bytes = tensor.bytes();
            int stride = Math.max(1, bytes.remaining() / LOOKED_AT);
            int hash = Objects.hash(tensor.type(), tensor.shape());
            for (int at = bytes.position(); at < bytes.limit(); at += stride) {
                hash = 31 * hash + bytes.get(at);
            }
            return hash;
        }
    }
}

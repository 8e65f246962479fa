package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.edgeopt.core.graph.Model;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside Java's heap through which models go to the runtime. It is kept from one model to the next, as long as
 * there is room: a quantization loads many, and fresh pages cost more than what is written on them.
 */
final class ModelMemory {
    /** Makes a session of a written model, of which the runtime keeps nothing. */
    interface Loading {
        OrtSession load(ByteBuffer model) throws OrtException;
    }

    /** Larger ones are given back: such memory is as scarce as Java's heap, and tensors live there too. */
    private static final int LARGEST_KEPT = 64 << 20;

    private static final SoftReference<ByteBuffer> NONE = new SoftReference<>(null);

    private static final AtomicReference<SoftReference<ByteBuffer>> UNUSED = new AtomicReference<>(NONE);

    private ModelMemory() {}

    static OrtSession load(Model model, Loading loading) throws OrtException {
        ByteBuffer buffer = taken(Math.toIntExact(model.byteSize()));
        try {
            model.writeTo(buffer);
            return loading.load(buffer.flip());
        } finally {
            if (buffer.capacity() <= LARGEST_KEPT) {
                UNUSED.set(new SoftReference<>(buffer));
            }
        }
    }

    /** Two who load at once have one each. */
    private static ByteBuffer taken(int size) {
        ByteBuffer kept = kept(size);
        return kept == null ? ByteBuffer.allocateDirect(size) : kept.clear();
    }

    /** Nothing holds one that is too small any more when a larger one is allocated. */
    private static @Nullable ByteBuffer kept(int size) {
        @Nullable ByteBuffer kept = UNUSED.getAndSet(NONE).get();
        return kept != null && kept.capacity() >= size ? kept : null;
    }
}

package io.edgeopt.core.runtime;

import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** Buffers tied to a session: write into the inputs, run, read the outputs, again and again. */
public interface Binding extends AutoCloseable {
    /** The tensors that were bound, by name. */
    Map<String, Tensor> inputs();

    /** The tensors that each run overwrites, by name. */
    Map<String, Tensor> outputs();

    void run();

    @Override
    void close();
}

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

    default Tensor input(String name) {
        return named(inputs(), name);
    }

    default Tensor output(String name) {
        return named(outputs(), name);
    }

    /** The tensor of that name, or an {@link IllegalArgumentException} that lists the names there are. */
    static Tensor named(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '%s' among %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    @Override
    void close();
}

package io.edgeopt.core.runtime;

import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that is loaded and can run. One thread at a time. */
public interface Session extends AutoCloseable {
    /** What it takes; free extents stay free. */
    List<ValueInfo> inputs();

    List<ValueInfo> outputs();

    /** Runs once. The outputs are fresh tensors, which stay valid after the next run and after {@link #close}. */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    /** Runs once and gives that output alone. */
    default Tensor run(Map<String, Tensor> inputs, String output) {
        return Binding.named(run(inputs), output);
    }

    /**
     * Ties fixed buffers to the inputs and outputs, so that runs neither copy nor allocate. {@code inputs} are direct
     * tensors of the shapes to run with; the shapes of the outputs are found by running once.
     */
    Binding bind(Map<String, Tensor> inputs);

    /**
     * Where the time of the runs since opening went, where the session was opened to record it; empty otherwise and
     * where the backend cannot tell. Recording ends with the first call.
     */
    default Optional<Profile> profile() {
        return Optional.empty();
    }

    @Override
    void close();
}

package io.edgeopt.engines;

import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A binding over a library that has no fixed buffers: each run copies its outputs into the tensors that were bound. */
final class CopyingBinding implements Binding {
    private final Session session;
    private final Map<String, Tensor> inputs;
    private final Map<String, Tensor> outputs;
    private boolean closed;

    private CopyingBinding(Session session, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static CopyingBinding of(Session session, Map<String, Tensor> inputs) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        session.run(inputs).forEach((name, tensor) -> outputs.put(name, tensor.copy()));
        return new CopyingBinding(
                session,
                Collections.unmodifiableMap(new LinkedHashMap<>(inputs)),
                Collections.unmodifiableMap(outputs));
    }

    @Override
    public Map<String, Tensor> inputs() {
        return inputs;
    }

    @Override
    public Map<String, Tensor> outputs() {
        return outputs;
    }

    @Override
    public void run() {
        if (closed) {
            throw new IllegalStateException("the binding is closed");
        }
        session.run(inputs).forEach((name, tensor) -> output(name).bytes().put(tensor.bytes()));
    }

    @Override
    public void close() {
        closed = true;
    }
}

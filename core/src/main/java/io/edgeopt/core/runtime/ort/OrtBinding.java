package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Inputs and outputs pinned to direct buffers, so that a run only computes. */
final class OrtBinding implements Binding {
    private final OrtLoadedModel model;
    private final Map<String, Tensor> inputs;
    private final Map<String, Tensor> outputs;
    private final OrtInputs bound;
    private final Map<String, OnnxTensor> pinned;
    private boolean closed;

    private OrtBinding(
            OrtLoadedModel model,
            Map<String, Tensor> inputs,
            Map<String, Tensor> outputs,
            OrtInputs bound,
            Map<String, OnnxTensor> pinned) {
        this.model = model;
        this.inputs = inputs;
        this.outputs = outputs;
        this.bound = bound;
        this.pinned = pinned;
    }

    /** @param first what a first run gave: it tells the shapes, and is what {@link #outputs} hold until the next run */
    static OrtBinding of(
            OrtLoadedModel model, OrtEnvironment environment, Map<String, Tensor> given, Map<String, Tensor> first)
            throws OrtException {
        given.forEach((name, tensor) -> requireDirect(model, name, tensor));
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : first.entrySet()) {
            if (entry.getValue().type() == ElementType.STRING) {
                throw new UnsupportedModelException(
                        "output '%s' of %s holds strings, which cannot be bound to a buffer; run it without a binding"
                                .formatted(entry.getKey(), model.name()));
            }
            outputs.put(entry.getKey(), entry.getValue().copy());
        }
        OrtInputs bound = model.check(given);
        Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
        OrtBinding binding = new OrtBinding(
                model,
                Collections.unmodifiableMap(new LinkedHashMap<>(given)),
                Collections.unmodifiableMap(outputs),
                bound,
                pinned);
        try {
            for (Map.Entry<String, Tensor> entry : outputs.entrySet()) {
                pinned.put(entry.getKey(), OrtTensors.over(environment, entry.getKey(), entry.getValue()));
            }
            return binding;
        } catch (OrtException | RuntimeException e) {
            binding.close();
            throw e;
        }
    }

    private static void requireDirect(OrtLoadedModel model, String name, Tensor tensor) {
        if (tensor.type() == ElementType.STRING || !tensor.bytes().isDirect()) {
            throw new IllegalArgumentException(
                    "input '%s' of %s cannot be bound: its tensor is not in direct memory; use Tensor.allocate"
                            .formatted(name, model.name()));
        }
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
            throw new IllegalStateException("the binding of %s is closed".formatted(model.name()));
        }
        model.run(bound.tensors(), pinned);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        bound.close();
        pinned.values().forEach(OnnxTensor::close);
    }
}

package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.io.ScratchFolder;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Profile;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that ONNX Runtime holds. */
final class OrtLoadedModel implements Session {
    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final Optional<ScratchFolder> recording;
    private boolean recorded;
    private boolean closed;

    private OrtLoadedModel(
            String name,
            OrtEnvironment environment,
            OrtSession session,
            List<ValueInfo> inputs,
            List<ValueInfo> outputs,
            Optional<ScratchFolder> recording) {
        this.name = name;
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
        this.recording = recording;
    }

    /** @param recording where the session writes its profile, if it records one; it goes away with the session */
    static OrtLoadedModel of(
            String name, OrtEnvironment environment, OrtSession session, Optional<ScratchFolder> recording)
            throws OrtException {
        return new OrtLoadedModel(
                name,
                environment,
                session,
                describe(session.getInputInfo()),
                describe(session.getOutputInfo()),
                recording);
    }

    private static List<ValueInfo> describe(Map<String, NodeInfo> nodes) {
        return nodes.values().stream().map(OrtTensors::describe).toList();
    }

    @Override
    public List<ValueInfo> inputs() {
        return inputs;
    }

    @Override
    public List<ValueInfo> outputs() {
        return outputs;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        requireOpen();
        try (OrtInputs bound = OrtInputs.of(environment, name, inputs, given);
                OrtSession.Result result = session.run(bound.tensors())) {
            Map<String, Tensor> values = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> entry : result) {
                values.put(entry.getKey(), OrtTensors.copyOf(tensor(entry.getKey(), entry.getValue())));
            }
            return values;
        } catch (OrtException e) {
            throw OrtFailure.whileRunning(name, e);
        }
    }

    private OnnxTensor tensor(String output, OnnxValue value) {
        if (value instanceof OnnxTensor tensor) {
            return tensor;
        }
        throw new UnsupportedModelException(
                "output '%s' of %s is a %s, not a tensor; export the model so that it gives plain tensors"
                        .formatted(output, name, OrtFailure.kind(value)));
    }

    @Override
    public Binding bind(Map<String, Tensor> given) {
        Map<String, Tensor> first = run(given);
        try {
            return OrtBinding.of(this, environment, given, first);
        } catch (OrtException e) {
            throw OrtFailure.whileRunning(name, e);
        }
    }

    /** One run over tensors that are bound already: nothing is checked but that the session is open. */
    void run(Map<String, OnnxTensor> bound, Map<String, OnnxTensor> pinned) {
        requireOpen();
        try {
            session.run(bound, pinned).close();
        } catch (OrtException e) {
            throw OrtFailure.whileRunning(name, e);
        }
    }

    OrtInputs check(Map<String, Tensor> given) throws OrtException {
        return OrtInputs.of(environment, name, inputs, given);
    }

    String name() {
        return name;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session of %s is closed".formatted(name));
        }
    }

    @Override
    public Optional<Profile> profile() {
        requireOpen();
        if (recording.isEmpty() || recorded) {
            return Optional.empty();
        }
        recorded = true;
        try {
            return Optional.of(OrtProfile.read(Path.of(session.endProfiling())));
        } catch (OrtException e) {
            throw OrtFailure.whileRunning(name, e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            session.close();
        } catch (OrtException e) {
            throw OrtFailure.whileRunning(name, e);
        } finally {
            recording.ifPresent(ScratchFolder::close);
        }
    }
}

package io.edgeopt.engines;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** PyTorch on the CPU, for TorchScript files. */
public final class TorchScriptBackend implements Backend {
    private static final DjlEngine ENGINE = new DjlEngine(
            "PyTorch",
            "it needs 64-bit Linux on x86 with glibc 2.32 or newer, and the jars pytorch-jni and pytorch-native-cpu on the class path; elsewhere export the model to ONNX");

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public Optional<String> unavailable() {
        return ENGINE.failure();
    }

    @Override
    public Session open(Path file, SessionOptions options) {
        InputFile.check(file, "model");
        if (!options.provider().equals("cpu")) {
            throw new BackendException(
                    "the backend pytorch computes on the CPU alone, not on '%s'; choose the provider cpu"
                            .formatted(options.provider()));
        }
        TorchScriptFile script = TorchScriptFile.read(file);
        ENGINE.require();
        if (options.threads() > 0) {
            // PyTorch has one pool of threads for all models.
            JniUtils.setNumThreads(options.threads());
        }
        ai.djl.Model model = ai.djl.Model.newInstance(file.getFileName().toString(), ENGINE.name());
        boolean loaded = false;
        try {
            model.load(file);
            Session session = DjlSession.of(file.toString(), model, script.inputs(), script.outputs());
            loaded = true;
            return session;
        } catch (IOException | MalformedModelException | EngineException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InvalidModelException("PyTorch does not load %s: %s".formatted(file, why), e);
        } finally {
            if (!loaded) {
                model.close();
            }
        }
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        throw new UnsupportedModelException(
                "the backend pytorch runs TorchScript files; model '%s' is ONNX: choose the backend onnxruntime"
                        .formatted(model.graph().name()));
    }
}

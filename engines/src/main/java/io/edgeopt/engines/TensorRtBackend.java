package io.edgeopt.engines;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** TensorRT 8.4 as a library, through DJL: for workstations with an NVIDIA card and that very version. */
public final class TensorRtBackend implements Backend {
    private static final DjlEngine ENGINE = new DjlEngine(
            "TensorRT",
            "it needs 64-bit Linux on x86 with an NVIDIA card, CUDA 11 and TensorRT 8.4; with any other version use the backend trtexec");

    @Override
    public String name() {
        return "tensorrt";
    }

    @Override
    public Optional<String> unavailable() {
        return ENGINE.failure();
    }

    @Override
    public Session open(Path file, SessionOptions options) {
        InputFile.check(file, "model");
        ENGINE.require();
        return load(file, Model.read(file));
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        ENGINE.require();
        try {
            Path file = Files.createTempFile("edgeopt-", ".onnx");
            try {
                model.write(file);
                return load(file, model);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BackendException("cannot write a temporary file for TensorRT: " + e.getMessage(), e);
        }
    }

    private static Session load(Path file, Model model) {
        ai.djl.Model loaded = ai.djl.Model.newInstance(model.graph().name(), ENGINE.name());
        try {
            loaded.load(file);
            return DjlSession.of(
                    file.toString(),
                    loaded,
                    names(model.graph().inputs()),
                    names(model.graph().outputs()));
        } catch (IOException | MalformedModelException | EngineException e) {
            loaded.close();
            throw new BackendException("TensorRT does not build %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<String> names(List<ValueInfo> values) {
        return values.stream().map(ValueInfo::name).toList();
    }
}

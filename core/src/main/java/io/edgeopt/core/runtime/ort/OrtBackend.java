package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.Optional;

/** ONNX Runtime. Its native library is loaded when the first model is opened, not before. */
public final class OrtBackend implements Backend {
    /** Makes a session from options; by file and from memory differ in nothing else. */
    private interface Loading {
        OrtSession load(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public Optional<String> unavailable() {
        return OrtLibrary.failure();
    }

    @Override
    public Session open(Path file, SessionOptions options) {
        InputFile.check(file, "model");
        return open(
                file.toString(),
                options,
                (environment, settings) -> environment.createSession(file.toString(), settings));
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        byte[] bytes = model.toBytes();
        String name = "model '%s'".formatted(model.graph().name());
        return open(name, options, (environment, settings) -> environment.createSession(bytes, settings));
    }

    private static Session open(String name, SessionOptions options, Loading loading) {
        OrtEnvironment environment = OrtLibrary.environment();
        try (OrtSession.SessionOptions settings = OrtOptions.of(options)) {
            return OrtLoadedModel.of(name, environment, loading.load(environment, settings));
        } catch (OrtException e) {
            throw OrtFailure.whileLoading(name, e);
        }
    }
}

package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.io.ScratchFolder;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.SessionOptions.Optimization;
import java.nio.file.Path;
import java.util.List;
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
        try {
            return open(
                    file.toString(),
                    options,
                    (environment, settings) -> environment.createSession(file.toString(), settings));
        } catch (EdgeoptException e) {
            // Our reader says more of a broken file: what it is instead, or which tensor is at fault.
            Model.read(file);
            throw e;
        }
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        return open(
                name(model),
                options,
                (environment, settings) ->
                        ModelMemory.load(model, bytes -> environment.createSession(bytes, settings)));
    }

    private static Session open(String name, SessionOptions options, Loading loading) {
        OrtEnvironment environment = OrtLibrary.environment();
        Optional<ScratchFolder> scratch =
                options.profile() ? Optional.of(ScratchFolder.create("onnxruntime")) : Optional.empty();
        boolean opened = false;
        try (OrtSession.SessionOptions settings = OrtOptions.of(options)) {
            if (scratch.isPresent()) {
                settings.enableProfiling(scratch.get().file("profile").toString());
            }
            Session session = OrtLoadedModel.of(name, environment, loading.load(environment, settings), scratch);
            opened = true;
            return session;
        } catch (OrtException e) {
            if (CpuFallback.isWhy(e)) {
                SessionOptions permissive = options.withFallback(true).withProfile(true);
                throw CpuFallback.refusal(name, options.provider(), () -> open(name, permissive, loading));
            }
            throw OrtFailure.whileLoading(name, e);
        } finally {
            if (!opened) {
                scratch.ifPresent(ScratchFolder::close);
            }
        }
    }

    /** The providers that users can ask for here, by name. */
    public List<String> providers() {
        OrtLibrary.environment();
        return Provider.present().stream().map(Provider::toString).toList();
    }

    /** The version of the library that runs. */
    public String version() {
        return OrtLibrary.environment().getVersion();
    }

    @Override
    public Optional<Model> optimized(Model model) {
        return Optional.of(optimized(model, Optimization.BASIC));
    }

    /**
     * The model as ONNX Runtime would run it after rewriting. At {@link Optimization#BASIC} it holds ONNX's own
     * operators alone and runs anywhere; further on it has operators and layouts that only this machine understands,
     * good for seeing what is really executed.
     */
    public Model optimized(Model model, Optimization level) {
        String name = name(model);
        OrtEnvironment environment = OrtLibrary.environment();
        try (ScratchFolder scratch = ScratchFolder.create("onnxruntime");
                OrtSession.SessionOptions settings =
                        OrtOptions.of(SessionOptions.DEFAULT.withThreads(1).withOptimization(level))) {
            Path file = scratch.file("optimized.onnx");
            settings.setOptimizedModelFilePath(file.toString());
            ModelMemory.load(model, bytes -> environment.createSession(bytes, settings))
                    .close();
            return Model.read(file);
        } catch (OrtException e) {
            throw OrtFailure.whileLoading(name, e);
        }
    }

    private static String name(Model model) {
        return "model '%s'".formatted(model.graph().name());
    }
}

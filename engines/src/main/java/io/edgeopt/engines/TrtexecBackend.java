package io.edgeopt.engines;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.io.ScratchFolder;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TensorRT through its own program {@code trtexec}: the road on a Jetson, where no Java library for it exists. Opening a
 * model builds the engine, which takes minutes for large ones; a run starts the program anew and is for checking answers
 * and for the times that it reports, not for a stream of frames.
 */
public final class TrtexecBackend implements Backend {
    private final Optional<Trtexec> program;

    public TrtexecBackend() {
        this(System.getenv().getOrDefault("PATH", ""));
    }

    TrtexecBackend(String searchPath) {
        program = Trtexec.find(searchPath);
    }

    @Override
    public String name() {
        return "trtexec";
    }

    @Override
    public Optional<String> unavailable() {
        return program.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the program trtexec is neither on the path nor in /usr/src/tensorrt/bin; it comes with TensorRT (on a Jetson: apt install tensorrt)");
    }

    @Override
    public Session open(Path file, SessionOptions options) {
        InputFile.check(file, "model");
        return open(Model.read(file), options);
    }

    @Override
    public Session open(Model model, SessionOptions options) {
        Trtexec trtexec =
                program.orElseThrow(() -> new BackendException(unavailable().orElse("trtexec is missing")));
        ScratchFolder folder = ScratchFolder.create("trtexec");
        boolean built = false;
        try {
            Path onnx = folder.file("model.onnx");
            Path engine = folder.file("model.engine");
            model.write(onnx);
            List<String> arguments =
                    new ArrayList<>(List.of("--onnx=" + onnx, "--saveEngine=" + engine, "--skipInference"));
            if (model.graph().nodes().stream().anyMatch(node -> node.is("QuantizeLinear"))) {
                // TensorRT refuses explicit quantization unless integers are allowed.
                arguments.add("--int8");
            }
            trtexec.run("build model '%s'".formatted(model.graph().name()), arguments, folder.file("build.log"));
            built = true;
            return new TrtexecSession(trtexec, folder, engine, model.graph(), options.profile());
        } finally {
            if (!built) {
                folder.close();
            }
        }
    }
}

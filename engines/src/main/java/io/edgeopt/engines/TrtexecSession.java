package io.edgeopt.engines;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.io.ScratchFolder;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Profile;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An engine on disk. Inputs go to {@code trtexec} as raw files, and outputs and times come back as JSON. */
final class TrtexecSession implements Session {
    private final Trtexec program;
    private final ScratchFolder folder;
    private final Path engine;
    private final Graph graph;
    private final boolean recording;
    private final List<Double> computeMillis = new ArrayList<>();
    private boolean closed;

    TrtexecSession(Trtexec program, ScratchFolder folder, Path engine, Graph graph, boolean recording) {
        this.program = program;
        this.folder = folder;
        this.engine = engine;
        this.graph = graph;
        this.recording = recording;
    }

    @Override
    public List<ValueInfo> inputs() {
        return graph.inputs();
    }

    @Override
    public List<ValueInfo> outputs() {
        return graph.outputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        if (closed) {
            throw new IllegalStateException("the session of model '%s' is closed".formatted(graph.name()));
        }
        Path outputs = folder.file("outputs.json");
        Path times = folder.file("times.json");
        program.run(
                "run model '%s'".formatted(graph.name()),
                List.of(
                        "--loadEngine=" + engine,
                        "--loadInputs=" + loadInputs(given),
                        "--exportOutput=" + outputs,
                        "--exportTimes=" + times,
                        "--iterations=1",
                        "--duration=0",
                        "--warmUp=0"),
                folder.file("run.log"));
        computeMillis.addAll(computeMillis(times.toString(), InputFile.text(times, "times")));
        return tensors(outputs.toString(), InputFile.text(outputs, "outputs"));
    }

    private String loadInputs(Map<String, Tensor> given) {
        List<String> pairs = new ArrayList<>();
        for (ValueInfo input : graph.inputs()) {
            Tensor tensor = given.get(input.name());
            if (tensor == null) {
                throw new InvalidDataException("model '%s' was not given its input '%s'; it takes %s"
                        .formatted(graph.name(), input.name(), graph.inputs()));
            }
            if (input.shape().isEmpty()) {
                throw new UnsupportedModelException(
                        "input '%s' of model '%s' has free extents; fix them before building a TensorRT engine"
                                .formatted(input, graph.name()));
            }
            Path file = folder.file("input" + pairs.size() + ".bin");
            write(file, tensor);
            pairs.add(input.name() + ":" + file);
        }
        return String.join(",", pairs);
    }

    private static void write(Path file, Tensor tensor) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = tensor.bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new BackendException("cannot write %s for trtexec: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Outputs are printed as numbers; TensorRT gives floats for whatever floating-point type the model declares. */
    static Map<String, Tensor> tensors(String name, String text) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonTree output : Json.tree(name, text).elements()) {
            long[] dims = Arrays.stream(output.field("dimensions").text().split("x", -1))
                    .filter(extent -> !extent.isBlank())
                    .mapToLong(extent -> Long.parseLong(extent.strip()))
                    .toArray();
            List<JsonTree> values = output.field("values").elements();
            float[] floats = new float[values.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values.get(i).number();
            }
            tensors.put(output.field("name").text(), Tensor.of(floats, dims));
        }
        return tensors;
    }

    /** How long each inference computed, without the copies to and from the card. */
    static List<Double> computeMillis(String name, String text) {
        return Json.tree(name, text).elements().stream()
                .map(time -> time.field("computeMs").number())
                .toList();
    }

    @Override
    public Binding bind(Map<String, Tensor> given) {
        return CopyingBinding.of(this, given);
    }

    /** The engine is one whole to {@code trtexec}'s times: its entry stands for all nodes. */
    @Override
    public Optional<Profile> profile() {
        if (!recording || computeMillis.isEmpty()) {
            return Optional.empty();
        }
        double micros =
                computeMillis.stream().mapToDouble(millis -> 1000 * millis).sum();
        OperatorTime whole = OperatorTime.of(graph.name(), "engine", "TensorRT", computeMillis.size(), micros);
        long runs = computeMillis.size();
        computeMillis.clear();
        return Optional.of(new Profile(runs, List.of(whole), OptionalLong.empty()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            folder.close();
        }
    }
}

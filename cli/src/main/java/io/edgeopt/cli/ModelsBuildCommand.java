package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a network that has learnt nothing yet. */
@Command(
        name = "build",
        description = "Write an architecture as an ONNX file with a card: its weights are drawn, not learnt.",
        footer = {"", "Example:", "  edgeopt models build fire-student -o fire.onnx --labels fire,smoke,normal"})
final class ModelsBuildCommand extends ToolCommand {
    @Parameters(paramLabel = "ARCH", description = "An architecture from 'edgeopt models list'.")
    private String architecture = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The ONNX file; its card goes beside it.")
    private Path out = Path.of("");

    @Option(names = "--width", paramLabel = "W", description = "What channel counts are multiplied by.")
    private Optional<Double> width = Optional.empty();

    @Option(names = "--labels", paramLabel = "A,B", split = ",", description = "Class names.")
    private List<String> labels = List.of();

    @Option(names = "--size", paramLabel = "WxH", description = "The input in pixels.")
    private Optional<String> size = Optional.empty();

    @Option(names = "--frames", paramLabel = "N", description = "Frames of a clip.")
    private Optional<Integer> frames = Optional.empty();

    /** The JSON of a build. */
    record Built(String architecture, Path model, Path card, String digest, Task task, long bytes) {}

    @Override
    Exit run(Console console) {
        String file = String.valueOf(out.getFileName());
        if (!file.endsWith(".onnx")) {
            throw new InvalidPlanException("-o '%s' names no model; its ending is .onnx".formatted(out));
        }
        Path beside = out.resolveSibling(file.replaceFirst("onnx$", "json"));
        AtomicFile.checkWritable(out);
        AtomicFile.checkWritable(beside);
        Architecture built = Catalog.architectures()
                .build(
                        architecture,
                        new ArchitectureOptions(labels, width, size.map(PixelSize::parse), frames, common().seed()));
        byte[] bytes = built.model().toBytes();
        String digest = FileDigest.sha256(bytes);
        built.card().withDigest(digest).write(beside);
        AtomicFile.write(out, bytes);
        console.line(
                "%s: %s for %s, %d bytes, untrained",
                out, architecture, built.card().task(), bytes.length);
        console.emit(new Built(architecture, out, beside, digest, built.card().task(), bytes.length));
        return Exit.DONE;
    }
}

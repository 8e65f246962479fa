package io.edgeopt.cli;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.optimizers.archive.ModelArchive;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model as an archive. */
@Command(
        name = "pack",
        description = {
            "Write a model as an archive, in as few bytes as can be.",
            "Nothing is written unless unpacking gives the very file back."
        },
        footer = {"", "Example:", "  edgeopt pack fire-4bit.onnx -o fire.edz"})
final class PackCommand extends ToolCommand {
    /**
     * The JSON of what was done.
     *
     * @param bytesByCoder how many bytes of the archive each way of coding gave
     * @param sha256 of the model file
     */
    record Report(
            String model,
            String output,
            long bytesBefore,
            long bytesAfter,
            Map<String, Long> bytesByCoder,
            String sha256) {}

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "Archive to write, such as model.edz.")
    private Path output = Path.of("");

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        Path file = Catalog.modelFile(model);
        // Says what is wrong with a file that is no model; it could be packed all the same.
        Model.read(file);
        ModelArchive archive = ModelArchive.pack(InputFile.bytes(file, "model"));
        AtomicFile.write(output, archive.toBytes());
        Report report = new Report(
                file.toString(),
                output.toString(),
                archive.modelSize(),
                archive.size(),
                new TreeMap<>(archive.bytesByCoder()),
                FileDigest.sha256(file));
        TextTable table = new TextTable("coded by", ">bytes");
        report.bytesByCoder().forEach(table::row);
        console.print(table);
        console.line(
                "%n%s becomes %s, %.1f %%; wrote %s",
                Amount.bytes(report.bytesBefore()),
                Amount.bytes(report.bytesAfter()),
                100.0 * report.bytesAfter() / report.bytesBefore(),
                report.output());
        console.emit(report);
        return Exit.DONE;
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.optimizers.archive.ModelArchive;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives the model file back that an archive was made of. */
@Command(
        name = "unpack",
        description = {
            "Give the model file back that an archive was made of, byte for byte.",
            "Nothing is written unless its checksum is that of the file that was packed."
        },
        footer = {"", "Example:", "  edgeopt unpack fire.edz -o fire.onnx"})
final class UnpackCommand extends ToolCommand {
    /**
     * The JSON of what was done.
     *
     * @param sha256 of the model file
     */
    record Report(String archive, String output, long bytesBefore, long bytesAfter, String sha256) {}

    @Parameters(paramLabel = "ARCHIVE", description = "File that 'edgeopt pack' wrote.")
    private Path archive = Path.of("");

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        byte[] packed = InputFile.bytes(archive, "archive");
        AtomicFile.write(output, ModelArchive.unpack(archive.toString(), packed));
        Report report = new Report(
                archive.toString(),
                output.toString(),
                packed.length,
                InputFile.size(output, "model"),
                FileDigest.sha256(output));
        console.line(
                "%s becomes %s, SHA-256 %s; wrote %s",
                Amount.bytes(report.bytesBefore()),
                Amount.bytes(report.bytesAfter()),
                report.sha256(),
                report.output());
        console.emit(report);
        return Exit.DONE;
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.study.merge.ResultReader;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Results of several machines or commands as one. */
@Command(
        name = "merge",
        description = {
            "Put results together: rows of several devices side by side, accuracy and speed of one row in one.",
            "RESULT is what run, merge, bench --json or evaluate --json wrote; before it may stand what its rows",
            "are to be called: [model][/variant][@device]=FILE."
        },
        footer = {
            "",
            "Example:",
            "  edgeopt merge fire/fp32@x86=a.json fire/int8@x86=b.json fire/int8@arm64=c.json -o result.json"
        })
final class MergeCommand extends ToolCommand {
    @Parameters(paramLabel = "RESULT", arity = "1..*", description = "Results, or folders of studies.")
    private List<String> results = List.of();

    @Option(names = "-o", paramLabel = "OUT", required = true, description = "The result to write.")
    private Path out = Path.of("");

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(out);
        StudyResult merged = ResultReader.read(results);
        merged.write(out);
        TextTable table = new TextTable("model", "variant", "device", "accuracy", "speed");
        for (StudiedModel model : merged.models()) {
            for (VariantRow row : model.rows()) {
                table.row(
                        model.name(),
                        row.variant(),
                        row.device(),
                        row.accuracy().isPresent() ? "yes" : "not measured",
                        row.speed().isPresent() ? "yes" : "not measured");
            }
        }
        console.print(table);
        console.emit(merged);
        return Exit.DONE;
    }
}

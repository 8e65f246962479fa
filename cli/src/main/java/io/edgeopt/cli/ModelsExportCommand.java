package io.edgeopt.cli;

import io.edgeopt.models.ModelShelf;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a model that has a name out of the shelf. */
@Command(
        name = "export",
        description = "Copy a model that has a name, with its card and its recipe, into a folder.",
        footer = {"", "Example:", "  edgeopt models export fire -o deploy"})
final class ModelsExportCommand extends ToolCommand {
    @Parameters(paramLabel = "NAME", description = "A name from 'edgeopt models list'.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where it goes; files that are there are not written over.")
    private Path out = Path.of("");

    /** The JSON of an export. */
    record Exported(String name, List<Path> files) {}

    @Override
    Exit run(Console console) {
        ModelShelf.Entry model = Catalog.model(name);
        List<Path> files = model.copyTo(out);
        files.forEach(file -> console.line("%s", file));
        console.emit(new Exported(name, files));
        return Exit.DONE;
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.io.InputFile;
import io.edgeopt.models.ModelShelf;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The models that have a name. */
@Command(
        name = "models",
        description = "List and show the models that have a name.",
        subcommands = {ModelsCommand.ListCommand.class, ModelsCommand.ShowCommand.class, ModelsTrainCommand.class},
        footer = {"", "Example:", "  edgeopt models list"})
final class ModelsCommand extends GroupCommand {
    /** Lists them. */
    @Command(
            name = "list",
            description = "List the models that have a name: those that come with edgeopt, and yours.",
            footer = {"", "Example:", "  edgeopt models list --json"})
    static final class ListCommand extends ToolCommand {
        @Override
        Exit run(Console console) {
            ModelShelf shelf = Catalog.models();
            List<ModelShelf.Entry> models = shelf.all();
            if (models.isEmpty()) {
                console.line("no models come with this build yet; looked in:");
                shelf.folders().forEach(folder -> console.line("  %s", folder));
            } else {
                var table = new TextTable("name", ">MB", "card", "file");
                models.forEach(model -> table.row(
                        model.name(), megabytes(model), model.card().isPresent() ? "yes" : "no", model.file()));
                console.print(table);
            }
            console.emit(new Listing(models));
            return Exit.DONE;
        }

        private static String megabytes(ModelShelf.Entry model) {
            return String.format(Locale.ROOT, "%.1f", model.bytes() / 1e6);
        }

        /** The JSON of the list. */
        record Listing(List<ModelShelf.Entry> models) {}
    }

    /** Shows one. */
    @Command(
            name = "show",
            description = "Show what is known of a model that has a name: its file and its card.",
            footer = {"", "Example:", "  edgeopt models show fire"})
    static final class ShowCommand extends ToolCommand {
        @Parameters(paramLabel = "NAME", description = "A name from 'edgeopt models list'.")
        private String name = "";

        @Override
        Exit run(Console console) {
            ModelShelf.Entry model = Catalog.model(name);
            console.line("%s (%d bytes)", model.file(), model.bytes());
            console.line(
                    "%s",
                    model.card()
                            .map(card -> InputFile.text(card, "card").strip())
                            .orElse("no card beside it"));
            console.emit(model);
            return Exit.DONE;
        }
    }
}

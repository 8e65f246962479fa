package io.edgeopt.cli;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.models.ModelShelf;
import io.edgeopt.models.architecture.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The models that have a name. */
@Command(
        name = "models",
        description = "Models that have a name: list, show, train, import, export; and networks to begin with.",
        subcommands = {
            ModelsCommand.ListCommand.class,
            ModelsCommand.ShowCommand.class,
            ModelsTrainCommand.class,
            ModelsImportCommand.class,
            ModelsExportCommand.class,
            ModelsBuildCommand.class,
            ModelsAdaptCommand.class,
            ModelsBlendCommand.class,
            ModelsEnrolCommand.class
        },
        footer = {"", "Example:", "  edgeopt models list"})
final class ModelsCommand extends GroupCommand {
    /** Lists them. */
    @Command(
            name = "list",
            description = {
                "List the models that have a name: those that come with edgeopt, and yours;",
                "then the architectures that 'models train' and 'models build' know."
            },
            footer = {"", "Example:", "  edgeopt models list --json"})
    static final class ListCommand extends ToolCommand {
        @Override
        Exit run(Console console) {
            ModelShelf shelf = Catalog.models();
            List<Shelved> models =
                    shelf.all().stream().map(ListCommand::shelved).toList();
            if (models.isEmpty()) {
                console.line("no models come with this build yet; looked in:");
                shelf.folders().forEach(folder -> console.line("  %s", folder));
            } else {
                var table = new TextTable("name", "task", ">MB", "whose", "file");
                models.forEach(model -> table.row(
                        model.name(),
                        model.task().map(Task::toString).orElse("no card"),
                        megabytes(model.bytes()),
                        model.origin(),
                        model.file()));
                console.print(table);
            }
            List<Known> known = Catalog.architectures().entries().stream()
                    .map(ListCommand::known)
                    .toList();
            var table = new TextTable("architecture", "task", "input", ">width", "student of", "what it is");
            known.forEach(one -> table.row(
                    one.name(),
                    one.task(),
                    one.input(),
                    one.width(),
                    one.teacher().orElse(""),
                    one.about()));
            console.line("");
            console.print(table);
            console.emit(new Listing(models, known));
            return Exit.DONE;
        }

        private static String megabytes(long bytes) {
            return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
        }

        private static Shelved shelved(ModelShelf.Entry model) {
            Optional<Task> task = Optional.empty();
            Optional<String> fault = Optional.empty();
            try {
                task = model.card().map(ModelCard::read).map(ModelCard::task);
            } catch (EdgeoptException e) {
                // One broken card does not hide the other models.
                fault = Optional.ofNullable(e.getMessage());
            }
            return new Shelved(model.name(), model.file(), model.card(), model.bytes(), model.origin(), task, fault);
        }

        private static Known known(Entry entry) {
            String input = entry.frames() > 1
                    ? entry.frames() + " x " + entry.size()
                    : entry.size().toString();
            return new Known(
                    entry.name(), entry.task(), entry.about(), entry.labels(), entry.width(), input, entry.teacher());
        }

        /** The JSON of the list. */
        record Listing(List<Shelved> models, List<Known> architectures) {}

        /** A model that has a name; {@code fault} says what is wrong with its card. */
        record Shelved(
                String name,
                Path file,
                Optional<Path> card,
                long bytes,
                ModelShelf.Origin origin,
                Optional<Task> task,
                Optional<String> fault) {}

        /** An architecture that has a name. */
        record Known(
                String name,
                Task task,
                String about,
                List<String> labels,
                double width,
                String input,
                Optional<String> teacher) {}
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

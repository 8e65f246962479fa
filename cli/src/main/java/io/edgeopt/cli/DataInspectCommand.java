package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.inspect.Inspection;
import io.edgeopt.datasets.inspect.Inspector;
import io.edgeopt.datasets.split.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts what a data set holds. */
@Command(
        name = "inspect",
        description = "Say which form data has, what it holds, and what is broken in it.",
        footer = {"", "Example:", "  edgeopt data inspect photos --check"})
final class DataInspectCommand extends ToolCommand {
    private static final int SHOWN = 20;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--check", description = "Decode every picture, instead of reading its header alone.")
    private boolean check;

    @Option(
            names = "--group-by",
            paramLabel = "REGEX|FILE",
            description = "Count the groups: a regular expression whose first capture group is found in the id,"
                    + " or a CSV with the columns id,group.")
    private Optional<String> groupBy = Optional.empty();

    @Override
    Exit run(Console console) {
        DataSource source = data.open();
        Inspection inspection = Inspector.inspect(source, check, groupBy.map(Grouping::by));
        print(console, inspection);
        console.emit(inspection);
        if (!inspection.broken().isEmpty()) {
            throw new InvalidDataException("%d broken in %s, the first: %s"
                    .formatted(
                            inspection.broken().size(),
                            inspection.data(),
                            inspection.broken().get(0)));
        }
        return Exit.DONE;
    }

    private static void print(Console console, Inspection inspection) {
        console.line("%s", inspection.data());
        console.line("form      %s", inspection.form());
        console.line("samples   %d%s", inspection.samples(), parts(inspection));
        inspection.groups().ifPresent(groups -> console.line("groups    %d", groups));
        inspection.width().ifPresent(width -> console.line("width     %s", width));
        inspection.height().ifPresent(height -> console.line("height    %s", height));
        inspection
                .boxes()
                .ifPresent(boxes ->
                        console.line("boxes     %s a picture; %d pictures with none", boxes, inspection.empty()));
        console.line("examples  %s", String.join(", ", inspection.examples()));
        if (!inspection.digest().isEmpty()) {
            console.line("digest    %s", inspection.digest());
        }
        if (!inspection.classes().isEmpty()) {
            console.print(classes(inspection));
        }
        if (!inspection.broken().isEmpty()) {
            console.line("%d broken:", inspection.broken().size());
            inspection.broken().stream().limit(SHOWN).forEach(what -> console.line("  %s", what));
            if (inspection.broken().size() > SHOWN) {
                console.line(
                        "  and %d more; --json has all", inspection.broken().size() - SHOWN);
            }
        }
    }

    private static String parts(Inspection inspection) {
        StringBuilder text = new StringBuilder();
        inspection
                .splits()
                .forEach(part -> text.append(text.isEmpty() ? ": " : ", ")
                        .append(part.name())
                        .append(' ')
                        .append(part.samples()));
        return text.toString();
    }

    private static TextTable classes(Inspection inspection) {
        boolean boxed = inspection.boxes().isPresent();
        List<String> headings = new ArrayList<>(List.of("class", ">samples"));
        if (boxed) {
            headings.add(">boxes");
        }
        inspection.splits().forEach(part -> headings.add(">" + part.name()));
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (Inspection.ClassCount count : inspection.classes()) {
            List<Object> cells = new ArrayList<>(List.of(count.name(), count.samples()));
            if (boxed) {
                cells.add(count.boxes());
            }
            cells.addAll(count.bySplit());
            table.row(cells.toArray());
        }
        return table;
    }
}

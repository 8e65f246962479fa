package io.edgeopt.cli;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Format;
import io.edgeopt.datasets.convert.ByPresence;
import io.edgeopt.datasets.convert.DataExport;
import io.edgeopt.datasets.convert.Placement;
import io.edgeopt.datasets.convert.Relabelled;
import io.edgeopt.datasets.likeness.NearDuplicates;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings data from one form into another. */
@Command(
        name = "import",
        description = "Bring data into another form: folders for classes, persons and clips, a CSV for boxes.",
        footer = {"", "Example:", "  edgeopt data import coco-export -o fires --map flame=fire --only fire,smoke"})
final class DataImportCommand extends ToolCommand {
    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Where to put it.")
    private Path out = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORM",
            description = "The form to write: folder, persons, clips, images, videos, csv, yolo, coco"
                    + " (default: what suits the data).")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--map",
            paramLabel = "OLD=NEW",
            split = ",",
            description = "Rename a class; two classes with one new name are merged.")
    private Map<String, String> renamed = new LinkedHashMap<>();

    @Option(names = "--only", paramLabel = "CLASS", split = ",", description = "Keep these classes (new names) alone.")
    private List<String> only = List.of();

    @Option(
            names = "--presence",
            paramLabel = "CLASS",
            split = ",",
            description = "Of pictures with boxes make pictures of one class: the first of these of which they show an"
                    + " object, the last where they show none.")
    private List<String> presence = List.of();

    @Option(names = "--link", description = "Link the files instead of copying them.")
    private boolean link;

    @Option(names = "--dedupe", description = "Report pictures that look alike.")
    private boolean dedupe;

    /** What the JSON says. */
    record Imported(String form, int samples, List<String> labels, List<List<String>> alike) {}

    @Override
    Exit run(Console console) {
        DataSource source = data.open();
        Relabelled relabelled = Relabelled.of(source.dataset(), renamed, only);
        Optional<Format> wanted = to.map(Format::named);
        Dataset shown = presence.isEmpty() ? relabelled : ByPresence.of(relabelled, presence);
        Format written = DataExport.to(
                out,
                shown,
                i -> source.splitOf(relabelled.placeOf(i)).orElse(""),
                wanted,
                link ? Placement.LINK : Placement.COPY);
        console.line("%s", source.form());
        console.line("wrote %d samples as %s to %s", relabelled.size(), written, out);
        List<List<String>> alike = dedupe ? NearDuplicates.in(shown) : List.of();
        if (dedupe) {
            console.line("%d clusters of pictures that look alike", alike.size());
            alike.forEach(cluster -> console.line("  %s", String.join(", ", cluster)));
        }
        console.emit(new Imported(written.toString(), shown.size(), shown.labels(), alike));
        return Exit.DONE;
    }
}

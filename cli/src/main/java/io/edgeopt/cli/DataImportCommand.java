package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Format;
import io.edgeopt.datasets.convert.ByObject;
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
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
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

    @Option(
            names = "--objects",
            paramLabel = "MARGIN",
            description = "Of pictures with boxes make a picture of each object, with so much around it: a share of the"
                    + " box's longer side.")
    private Optional<Double> objects = Optional.empty();

    @Option(
            names = "--least",
            paramLabel = "PIXELS",
            description = "With --objects: leave out boxes whose shorter side is less (default: 16).")
    private Optional<Integer> least = Optional.empty();

    @Option(
            names = "--without",
            paramLabel = "FILE",
            description = "With --objects: leave out those named in this file, one a line (PICTURE-NUMBER, as they are"
                    + " written).")
    private Optional<Path> without = Optional.empty();

    @Option(names = "--link", description = "Link the files instead of copying them.")
    private boolean link;

    @Option(names = "--dedupe", description = "Report pictures that look alike.")
    private boolean dedupe;

    private static final int LEAST = 16;

    /** What the JSON says. */
    record Imported(String form, int samples, List<String> labels, List<List<String>> alike) {}

    @Override
    Exit run(Console console) {
        DataSource source = data.open();
        Relabelled relabelled = Relabelled.of(source.dataset(), renamed, only);
        Optional<Format> wanted = to.map(Format::named);
        requireSense();
        Dataset shown = presence.isEmpty() ? relabelled : ByPresence.of(relabelled, presence);
        IntUnaryOperator pictureOf = i -> i;
        if (objects.isPresent()) {
            ByObject cut = ByObject.of(relabelled, objects.get(), least.orElse(LEAST), leftOut());
            shown = cut;
            pictureOf = cut::pictureOf;
        }
        IntUnaryOperator place = pictureOf;
        Format written = DataExport.to(
                out,
                shown,
                i -> source.splitOf(relabelled.placeOf(place.applyAsInt(i))).orElse(""),
                wanted,
                link ? Placement.LINK : Placement.COPY);
        console.line("%s", source.form());
        console.line("wrote %d samples as %s to %s", shown.size(), written, out);
        List<List<String>> alike = dedupe ? NearDuplicates.in(shown) : List.of();
        if (dedupe) {
            console.line("%d clusters of pictures that look alike", alike.size());
            alike.forEach(cluster -> console.line("  %s", String.join(", ", cluster)));
        }
        console.emit(new Imported(written.toString(), shown.size(), shown.labels(), alike));
        return Exit.DONE;
    }

    private void requireSense() {
        if (objects.isEmpty() && (least.isPresent() || without.isPresent())) {
            throw new InvalidPlanException("--least and --without are of objects that are cut out; give --objects");
        }
        if (objects.isPresent() && (!presence.isEmpty() || link)) {
            throw new InvalidPlanException(
                    "--objects makes new pictures, a class each; leave out --presence and --link");
        }
    }

    private Set<String> leftOut() {
        return without.map(file -> InputFile.text(file, "list of objects")
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}

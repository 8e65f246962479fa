package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.io.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whom a door knows. */
@Command(
        name = "enrol",
        description = {
            "Enrol a person in a gallery: the main face of each picture is found, cut out and embedded.",
            "The gallery holds embeddings, names and who is authorised; no pictures."
        },
        footer = {
            "",
            "A stranger is somebody who is like nobody in the gallery, by its threshold: that of --threshold, of",
            "--threshold-from, of the gallery, or of the model's card.",
            "",
            "Example:",
            "  edgeopt models enrol --person ann --images PERSONS/ann --authorised"
        })
final class ModelsEnrolCommand extends ToolCommand {
    @Option(names = "--person", paramLabel = "NAME", description = "Who is to be known, or known better.")
    Optional<String> person = Optional.empty();

    @Option(names = "--images", paramLabel = "DIR", description = "Pictures of the person.")
    Optional<Path> images = Optional.empty();

    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "A video of the person, of which every fifth frame is taken.")
    Optional<Path> video = Optional.empty();

    @Option(names = "--authorised", description = "The person may pass.")
    boolean authorised;

    @Option(names = "--visitor", description = "The person is known, but may not pass (default).")
    boolean visitor;

    @Option(
            names = "--gallery",
            paramLabel = "FILE",
            description = "The gallery (default: gallery.json beside the folder of your models).")
    private Optional<Path> gallery = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "face",
            description = "What tells faces apart (default: ${DEFAULT-VALUE}).")
    String model = "";

    @Mixin
    FinderOptions finder = new FinderOptions();

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "20",
            description = "Pictures to enrol at most, evenly out of all (default: ${DEFAULT-VALUE}).")
    int most;

    @Option(names = "--threshold", paramLabel = "T", description = "Similarity from which on a face is known, to 1.")
    Optional<Double> threshold = Optional.empty();

    @Option(
            names = "--threshold-from",
            paramLabel = "DATA",
            description = "Choose it on pictures of persons, a folder each: as low as --far allows.")
    Optional<Path> thresholdFrom = Optional.empty();

    @Option(
            names = "--far",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "How often one person may be taken for another on that data (default: ${DEFAULT-VALUE}).")
    double far;

    @Option(names = "--remove", paramLabel = "NAME", description = "Forget a person.")
    private Optional<String> remove = Optional.empty();

    @Option(names = "--list", description = "Say who is enrolled.")
    private boolean list;

    /** The JSON of a gallery. */
    record Listing(
            Path gallery,
            String model,
            String digest,
            double threshold,
            OptionalDouble tar,
            OptionalDouble far,
            List<Known> persons,
            List<String> faceless,
            List<String> unlike) {}

    /** Somebody who is enrolled. */
    record Known(String name, boolean authorised, int pictures) {}

    @Override
    Exit run(Console console) {
        Path file = gallery.orElseGet(Home::gallery);
        checkOptions(file);
        if (list || remove.isPresent()) {
            Gallery read = Gallery.read(file);
            Gallery kept = remove.map(read::without).orElse(read);
            if (remove.isPresent()) {
                kept.write(file);
            }
            return said(console, file, kept, Enrolling.NOTHING);
        }
        AtomicFile.checkWritable(file);
        Optional<Gallery> known = Files.exists(file) ? Optional.of(Gallery.read(file)) : Optional.empty();
        Enrolling.Done done = new Enrolling(this, console).into(known);
        done.gallery().write(file);
        return said(console, file, done.gallery(), done.account());
    }

    private void checkOptions(Path file) {
        long actions = Stream.of(person.isPresent(), remove.isPresent(), list, person.isEmpty() && setsThreshold())
                .filter(given -> given)
                .count();
        if (actions != 1) {
            throw new InvalidPlanException(
                    "give one of --person, --remove, --list, or a threshold alone for a gallery that is there");
        }
        if (person.isPresent() && images.isPresent() == video.isPresent()) {
            throw new InvalidPlanException("--person needs pictures: give --images DIR or --video FILE");
        }
        if (person.isPresent() && !person.get().matches("\\S(.{0,98}\\S)?")) {
            throw new InvalidPlanException("'%s' cannot be a person's name".formatted(person.get()));
        }
        if (authorised && visitor) {
            throw new InvalidPlanException("--authorised and --visitor exclude each other");
        }
        if (threshold.isPresent() && thresholdFrom.isPresent()) {
            throw new InvalidPlanException("--threshold and --threshold-from exclude each other");
        }
        if (most < 1) {
            throw new InvalidPlanException("--most cannot be %d; give 1 or more".formatted(most));
        }
        if (person.isEmpty() && !Files.exists(file)) {
            throw new InvalidPlanException("there is no gallery %s yet; enrol somebody with --person".formatted(file));
        }
    }

    private boolean setsThreshold() {
        return threshold.isPresent() || thresholdFrom.isPresent();
    }

    private static Exit said(Console console, Path file, Gallery gallery, Enrolling.Account account) {
        var table = new TextTable("person", "may pass", ">pictures");
        gallery.persons()
                .forEach(one -> table.row(
                        one.name(),
                        one.authorised() ? "yes" : "no",
                        one.embeddings().size()));
        console.print(table);
        console.line(
                "%s: %s, threshold %s", file, gallery.model(), String.format(Locale.ROOT, "%.4f", gallery.threshold()));
        account.chosen()
                .ifPresent(chosen -> console.line(
                        "chosen on %d comparisons with other persons, of which %.4f reach it, and %d with the own, of which %.4f do",
                        chosen.other(), chosen.far(), chosen.own(), chosen.tar()));
        console.emit(new Listing(
                file,
                gallery.model(),
                gallery.digest(),
                gallery.threshold(),
                account.chosen().map(one -> OptionalDouble.of(one.tar())).orElse(OptionalDouble.empty()),
                account.chosen().map(one -> OptionalDouble.of(one.far())).orElse(OptionalDouble.empty()),
                gallery.persons().stream()
                        .map(one -> new Known(
                                one.name(), one.authorised(), one.embeddings().size()))
                        .toList(),
                account.faceless(),
                account.unlike()));
        return Exit.DONE;
    }
}

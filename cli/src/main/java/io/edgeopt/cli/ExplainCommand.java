package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Explanation;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.reports.FilmStrip;
import io.edgeopt.reports.MovingMap;
import io.edgeopt.reports.SaliencySheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a model answers as it does. */
@Command(
        name = "explain",
        description = "Show which places of a picture made a model answer as it did.",
        footer = {
            "",
            "Each picture gets a PNG with its heat maps and an .npy of the numbers for each map; sheet.png shows all.",
            "A clip also gets a film strip, and an animated GIF for each map.",
            "",
            "Of a detector a box is explained, of a model for faces how like somebody a face is.",
            "",
            "Example:",
            "  edgeopt explain fire --image kitchen.jpg --method gradcam,occlusion -o why"
        })
final class ExplainCommand extends ToolCommand {
    @Parameters(paramLabel = "MODEL", description = "ONNX file, or the name of a model in the catalogue.")
    private String model = "";

    @Option(
            names = "--image",
            paramLabel = "DATA",
            required = true,
            description = "Picture, folder of pictures or clips, or an .npy array of inputs.")
    private Path image = Path.of("");

    @Option(names = "-o", paramLabel = "DIR", required = true, description = "Folder for pictures and arrays.")
    private Path output = Path.of("");

    @Option(
            names = "--compare",
            paramLabel = "OTHER",
            description = "Also explain by this model and say how far its maps are from MODEL's.")
    private Optional<String> compare = Optional.empty();

    @Option(
            names = "--judge",
            description = "Also judge the maps: hiding and showing hot places, boxes of the truth, shuffled weights.")
    private boolean judge;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "16",
            description = "At most so many pictures, evenly from all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "onnxruntime",
            description = "What runs the model (default: ${DEFAULT-VALUE}).")
    private String backend = "";

    @Mixin
    private AskOptions askOptions = new AskOptions();

    @Mixin
    private ExplainOptions explainOptions = new ExplainOptions();

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    Exit run(Console console) {
        if (limit < 1) {
            throw new InvalidPlanException("--limit cannot be %d; expected 1 or more".formatted(limit));
        }
        List<Method> methods = explainOptions.methods(common().seed());
        AtomicFile.checkWritableFolder(output);
        Dataset all = Datasets.open(image).dataset();
        Dataset pictures = some(all, console);
        Catalog.gradientThreads(methods, common().threads());
        Path file = Catalog.modelFile(model);
        Opened opened = open(file, cardOptions);
        Optional<Path> other = compare.map(Catalog::modelFile);
        Optional<Feeder> variant =
                other.map(place -> new Feeder(open(place, cardOptions).subject(), FileDigest.sha256(place)));
        String digest = FileDigest.sha256(file);
        Feeder feeder = new Feeder(opened.subject(), digest);
        Asking asking = Asking.of(askOptions, feeder, all);
        ExplainRun work = new ExplainRun(feeder, methods, asking, console.progress());
        List<ExplainRun.Answered> answered = work.over(pictures);
        int skipped = pictures.size() - answered.size();
        if (skipped > 0) {
            console.note("%d of %d pictures left out: %s", skipped, pictures.size(), asking.nothing());
        }
        Optional<List<ExplainRun.Answered>> moved = variant.map(feeding -> work.by(feeding, answered));
        List<ExplainResult.Picture> written = new ArrayList<>();
        for (int i = 0; i < answered.size(); i++) {
            written.add(write(i, answered.get(i)));
        }
        sheets(answered, moved, other);
        List<Drift> drifts =
                moved.map(maps -> work.drift(answered, maps, common().seed())).orElse(List.of());
        ExplainResult result = new ExplainResult(
                file.toString(),
                digest,
                other.map(Path::toString),
                image.toString(),
                methods.stream().map(Method::name).toList(),
                written,
                skipped,
                judge ? work.judgements(answered, common().seed()) : List.of(),
                drifts,
                work.times(),
                opened.guesses(),
                backend,
                common().threads(),
                common().seed(),
                Machine.here());
        opened.guesses().forEach(guess -> console.note("no card: assuming %s", guess));
        console.print(ExplainText.of(result));
        console.note("pictures and arrays are in %s", output);
        console.emit(result);
        return Exit.DONE;
    }

    /** A model to be explained and what had to be guessed of it. */
    private record Opened(Subject subject, List<String> guesses) {}

    private Opened open(Path file, CardOptions given) {
        Model read = Model.read(file);
        Backend chosen = Catalog.backend(backend);
        SessionOptions options = SessionOptions.DEFAULT.withThreads(common().threads());
        try (Session session = chosen.open(file, options)) {
            CardGuess known = given.card(file, session);
            return new Opened(Subject.of(read, known.card(), chosen, options), known.guesses());
        }
    }

    private Dataset some(Dataset all, Console console) {
        if (all.size() <= limit) {
            return all;
        }
        console.note("%d of %d pictures are explained; say --limit for more", limit, all.size());
        int[] places = IntStream.range(0, limit)
                .map(i -> (int) ((long) i * all.size() / limit))
                .toArray();
        return Subset.of(all, all.name(), places);
    }

    private ExplainResult.Picture write(int place, ExplainRun.Answered answered) {
        Explanation shown = answered.shown();
        String stem = String.format(Locale.ROOT, "%03d-%s", place + 1, fileName(shown.id()));
        Path png = output.resolve(stem + ".png");
        SaliencySheet.of(shown, shown.id()).write(png);
        boolean clip = shown.pictures().size() > 1;
        List<ExplainResult.Map> maps = new ArrayList<>();
        for (Saliency map : shown.maps()) {
            Path array = output.resolve(stem + "." + map.method() + ".npy");
            Npy.write(array, map.toTensor());
            Optional<Path> moving =
                    clip ? Optional.of(output.resolve(stem + "." + map.method() + ".gif")) : Optional.empty();
            moving.ifPresent(gif -> MovingMap.write(shown, map, gif));
            maps.add(new ExplainResult.Map(
                    map.method(),
                    map.layer(),
                    map.figures(),
                    map.text(),
                    array.toString(),
                    moving.map(Path::toString)));
        }
        Optional<Path> film = clip ? Optional.of(output.resolve(stem + ".film.png")) : Optional.empty();
        film.ifPresent(strip -> FilmStrip.write(shown, strip));
        return new ExplainResult.Picture(
                shown.id(),
                shown.answer(),
                shown.target(),
                shown.score(),
                shown.box(),
                png.toString(),
                film.map(Path::toString),
                maps);
    }

    /** What of an id can be part of a file's name anywhere. */
    private static String fileName(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("\\.(jpe?g|png|bmp|gif|webp)$", "");
        return plain.length() <= 60 ? plain : plain.substring(plain.length() - 60);
    }

    private void sheets(
            List<ExplainRun.Answered> answered, Optional<List<ExplainRun.Answered>> moved, Optional<Path> other) {
        List<Explanation> shown =
                answered.stream().map(ExplainRun.Answered::shown).toList();
        String name = String.valueOf(Path.of(model).getFileName());
        SaliencySheet.of(shown, "Why %s answers as it does".formatted(name)).write(output.resolve("sheet.png"));
        if (moved.isPresent()) {
            List<Explanation> pairs = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                pairs.add(pair(shown.get(i), moved.get().get(i).shown()));
            }
            String variant = String.valueOf(other.orElseThrow().getFileName());
            SaliencySheet.of(pairs, "%s, and beside each map that of %s".formatted(name, variant))
                    .write(output.resolve("compared.png"));
        }
    }

    /** Every map of the one with that of the other behind it. */
    private static Explanation pair(Explanation one, Explanation other) {
        List<Saliency> maps = new ArrayList<>();
        for (int i = 0; i < one.maps().size(); i++) {
            maps.add(one.maps().get(i));
            Saliency moved = other.maps().get(i).sizedAs(one.maps().get(i));
            maps.add(moved.named(moved.method() + ", other"));
        }
        String answer = one.answer() + "; other: " + other.answer();
        return new Explanation(
                one.id(), one.pictures(), one.placement(), one.target(), one.score(), answer, maps, one.box());
    }
}

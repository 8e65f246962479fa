package io.edgeopt.cli;

import io.edgeopt.camera.door.Door;
import io.edgeopt.camera.door.Doorkeeper;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.face.DetectorFaceFinder;
import io.edgeopt.core.face.FaceEmbedder;
import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.models.ModelShelf;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A door before the models of a watch. */
final class DoorOptions {
    private static final int STRIDE = 5;
    private static final double PATIENCE = 30;

    @Option(
            names = "--door",
            paramLabel = "GALLERY",
            description = "The models idle until somebody is seen who may pass, by a gallery of 'models enrol'.")
    private Optional<Path> gallery = Optional.empty();

    @Option(
            names = "--detector",
            paramLabel = "MODEL",
            description =
                    "What finds faces before the door: a detector whose card has a label 'face' (default: face-finder).")
    private Optional<String> detector = Optional.empty();

    @Option(
            names = "--face",
            paramLabel = "MODEL",
            description = "What tells faces apart (default: the model that the gallery was made with).")
    private Optional<String> face = Optional.empty();

    @Option(
            names = "--door-open",
            paramLabel = "TIME",
            description = "How long the door stays open after the last look at somebody who may pass (default: 30s).")
    private Optional<String> patience = Optional.empty();

    @Option(names = "--door-stride", paramLabel = "N", description = "Look for faces in every N-th frame (default: 5).")
    private Optional<Integer> stride = Optional.empty();

    /** Models at work, and how they are used. */
    record Guard(CardedModel finder, CardedModel embedder, Gallery gallery, double patience, int stride) {
        Doorkeeper keeper(Door door) {
            FaceEmbedder eyes = FaceEmbedder.of(embedder.session(), embedder.card());
            return new Doorkeeper(
                    door,
                    new Doorkeeper.Eyes(DetectorFaceFinder.of(finder.session(), finder.card()), eyes::embed, gallery),
                    stride);
        }

        private void close() {
            finder.close();
            embedder.close();
        }
    }

    /** A guard, or none where everybody may pass. */
    record Entrance(Optional<Guard> guard) implements AutoCloseable {
        @Override
        public void close() {
            guard.ifPresent(Guard::close);
        }
    }

    /** What is wrong with the options alone, said before any work. */
    void check() {
        List<String> idle = Stream.of(
                        detector.map(value -> "--detector"),
                        face.map(value -> "--face"),
                        patience.map(value -> "--door-open"),
                        stride.map(value -> "--door-stride"))
                .flatMap(Optional::stream)
                .toList();
        if (gallery.isEmpty() && !idle.isEmpty()) {
            throw new InvalidPlanException("%s is of use with --door GALLERY only".formatted(idle.get(0)));
        }
        if (stride.orElse(1) < 1) {
            throw new InvalidPlanException("--door-stride cannot be %d; give 1 or more".formatted(stride.get()));
        }
        if (!(patience() > 0)) {
            throw new InvalidPlanException("--door-open cannot be %s; give more than 0".formatted(patience.get()));
        }
    }

    private double patience() {
        return patience.map(text -> Seconds.parse("--door-open", text)).orElse(PATIENCE);
    }

    /** The models loaded and tried; none without a door. */
    Entrance open(int threads) {
        return new Entrance(gallery.map(file -> open(file, threads)));
    }

    private Guard open(Path file, int threads) {
        Gallery known = Gallery.read(file);
        if (known.persons().stream().noneMatch(Gallery.Person::authorised)) {
            throw new InvalidPlanException(
                    "in %s nobody may pass, so the door would never open; enrol somebody with --authorised"
                            .formatted(file));
        }
        Path embedder = face.map(Catalog::modelFile).orElseGet(() -> maker(known));
        known.checkModel(embedder.toString(), FileDigest.sha256(embedder));
        CardedModel finder = FinderOptions.open(detector, "give --detector", threads);
        try {
            CardedModel model = CardedModel.open(embedder.toString(), "onnxruntime", threads);
            return new Guard(finder, model, known, patience(), stride.orElse(STRIDE));
        } catch (RuntimeException e) {
            finder.close();
            throw e;
        }
    }

    private static Path maker(Gallery gallery) {
        List<ModelShelf.Entry> all = Catalog.models().all();
        Stream<ModelShelf.Entry> named =
                all.stream().filter(entry -> entry.name().equals(gallery.model()));
        return Stream.concat(named, all.stream())
                .map(ModelShelf.Entry::file)
                .filter(file -> FileDigest.sha256(file).equals(gallery.digest()))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException(
                        "the gallery was made with a model '%s' that is not among yours; give its file with --face MODEL"
                                .formatted(gallery.model())));
    }
}

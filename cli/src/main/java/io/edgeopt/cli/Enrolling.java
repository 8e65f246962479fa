package io.edgeopt.cli;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.face.DetectorFaceFinder;
import io.edgeopt.core.face.DoorThreshold;
import io.edgeopt.core.face.Enrolment;
import io.edgeopt.core.face.FaceEmbedder;
import io.edgeopt.core.face.FaceFinder;
import io.edgeopt.core.face.FaceReader;
import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.face.Gallery.Person;
import io.edgeopt.core.feed.PictureReader;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code models enrol} does. */
final class Enrolling {
    private static final int EVERY = 5;
    private static final int SHOWN = 5;

    static final Account NOTHING = new Account(Optional.empty(), List.of(), List.of());

    private final ModelsEnrolCommand command;
    private final Console console;

    /** What there is to say beside the gallery. */
    record Account(Optional<DoorThreshold> chosen, List<String> faceless, List<String> unlike) {}

    /** The gallery as it is now. */
    record Done(Gallery gallery, Account account) {}

    /** The models at work. */
    private record Tools(CardedModel model, FaceEmbedder embedder, Optional<FaceFinder> finder) {}

    Enrolling(ModelsEnrolCommand command, Console console) {
        this.command = command;
        this.console = console;
    }

    Done into(Optional<Gallery> known) {
        int threads = command.common().threads();
        command.images.ifPresent(folder -> InputFile.checkFolder(folder, "folder of pictures"));
        command.video.ifPresent(file -> InputFile.check(file, "video"));
        Optional<CardedModel> detector = command.finder.open(threads);
        try (CardedModel model = CardedModel.open(command.model, "onnxruntime", threads)) {
            known.ifPresent(gallery -> gallery.checkModel(model.file().toString(), model.digest()));
            Optional<FaceFinder> finder = detector.map(one -> DetectorFaceFinder.of(one.session(), one.card()));
            return with(new Tools(model, FaceEmbedder.of(model.session(), model.card()), finder), known);
        } finally {
            detector.ifPresent(CardedModel::close);
        }
    }

    private Done with(Tools tools, Optional<Gallery> known) {
        Optional<DoorThreshold> chosen = command.thresholdFrom.map(data -> chosen(tools, data));
        double threshold = chosen.map(DoorThreshold::threshold)
                .or(() -> command.threshold)
                .or(() -> known.map(Gallery::threshold))
                .or(() -> ofCard(tools.model()))
                .orElseThrow(() -> new InvalidPlanException(
                        "the card of %s says no threshold; give --threshold-from DATA, or --threshold"
                                .formatted(tools.model().file())));
        Gallery gallery = known.map(one -> one.withThreshold(threshold))
                .orElseGet(() ->
                        Gallery.empty(tools.model().card().name(), tools.model().digest(), threshold));
        if (command.person.isEmpty()) {
            return new Done(gallery, new Account(chosen, List.of(), List.of()));
        }
        Enrolment enrolment = new Enrolment(tools.finder(), tools.embedder()::embed);
        command.images.ifPresent(folder -> addPictures(enrolment, folder));
        command.video.ifPresent(file -> addFrames(enrolment, file));
        Enrolment.Result result = enrolment.result(threshold, command.most);
        if (result.embeddings().isEmpty()) {
            throw new InvalidDataException("no face of '%s' was found in %s"
                    .formatted(
                            command.person.get(),
                            command.images.or(() -> command.video).orElseThrow()));
        }
        warn("no face in %s; left out", result.faceless());
        warn("%s is like no other picture; left out", result.unlike());
        Person person = new Person(command.person.get(), command.authorised, result.embeddings());
        warnOfDoubles(gallery, person);
        return new Done(gallery.with(person), new Account(chosen, result.faceless(), result.unlike()));
    }

    private static Optional<Double> ofCard(CardedModel model) {
        return model.card().head() instanceof Head.Embedding head
                ? head.threshold().map(Float::doubleValue)
                : Optional.empty();
    }

    private void addPictures(Enrolment enrolment, Path folder) {
        Dataset pictures = Datasets.open(folder, Format.IMAGES).dataset();
        console.progress().begin("enrol", pictures.size());
        try {
            for (int i = 0; i < pictures.size(); i++) {
                if (pictures.sample(i).content() instanceof Content.Picture picture) {
                    enrolment.add(pictures.sample(i).id(), ImageReader.read(picture.file()));
                }
                console.progress().advance(1);
            }
        } finally {
            console.progress().end();
        }
    }

    private static void addFrames(Enrolment enrolment, Path file) {
        try (FrameSource source = Catalog.video(new Content.Video(file, 0, Double.POSITIVE_INFINITY))) {
            for (Optional<Frame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                if (frame.get().index() % EVERY == 0) {
                    enrolment.add("frame " + frame.get().index(), frame.get().image());
                }
            }
        }
    }

    private void warn(String sentence, List<String> pictures) {
        pictures.stream().limit(SHOWN).forEach(picture -> console.warn(sentence, picture));
        if (pictures.size() > SHOWN) {
            console.warn("and %d more", pictures.size() - SHOWN);
        }
    }

    private void warnOfDoubles(Gallery gallery, Person added) {
        Gallery others = gallery.person(added.name()).isPresent() ? gallery.without(added.name()) : gallery;
        added.embeddings().stream()
                .map(others::match)
                .filter(match -> match.person().isPresent())
                .findFirst()
                .ifPresent(match -> console.warn(
                        "%s looks like %s (%.2f): the door may take one for the other",
                        added.name(), match.person().orElseThrow(), match.similarity()));
    }

    private DoorThreshold chosen(Tools tools, Path data) {
        Dataset people = Datasets.open(data).dataset();
        Optional<FaceReader> faces = tools.finder().map(FaceReader::new);
        PictureReader reader = faces.<PictureReader>map(one -> one).orElse(ImageReader::read);
        List<String> names = new ArrayList<>();
        List<Embedding> embeddings = new ArrayList<>();
        console.progress().begin("choosing a threshold", people.size());
        try {
            for (int i = 0; i < people.size(); i++) {
                Sample sample = people.sample(i);
                names.add(nameOf(sample, people));
                if (!(sample.content() instanceof Content.Picture picture)) {
                    throw new InvalidDataException("%s holds no pictures".formatted(data));
                }
                embeddings.add(tools.embedder().embed(reader.read(picture.file())));
                console.progress().advance(1);
            }
        } finally {
            console.progress().end();
        }
        faces.filter(one -> one.faceless() > 0)
                .ifPresent(one -> console.warn(
                        "%d of %d pictures without a face that was found; their middle was taken",
                        one.faceless(), people.size()));
        return DoorThreshold.of(names, embeddings, command.far);
    }

    private static String nameOf(Sample sample, Dataset people) {
        if (sample.truth() instanceof Truth.Identity who) {
            return who.person();
        }
        if (sample.truth() instanceof Truth.Label label) {
            return people.labels().get(label.index());
        }
        throw new InvalidDataException(
                "%s does not say who is on %s; give a folder a person".formatted(people.name(), sample.id()));
    }
}

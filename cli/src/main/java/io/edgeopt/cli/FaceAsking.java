package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.datasets.Datasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks how like somebody a face is: a given one, or who is on it in other pictures of the data. */
final class FaceAsking implements Asking {
    /** More make the mean hardly better. */
    private static final int FACES = 16;

    private final Feeder feeder;
    private final Dataset all;
    private final Optional<Question> given;

    FaceAsking(Feeder feeder, AskOptions options, Dataset all) {
        this.feeder = feeder;
        this.all = all;
        this.given = options.face
                .map(this::faces)
                .or(() -> options.gallery.map(file -> person(file, options.person.orElseThrow())));
    }

    private Question faces(Path place) {
        Dataset faces = Datasets.open(place).dataset();
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < Math.min(FACES, faces.size()); i++) {
            inputs.add(feeder.input(faces.sample(i)));
        }
        return new Question.OfFaces(String.valueOf(place.getFileName()), inputs);
    }

    private Question person(Path file, String name) {
        Gallery gallery = Gallery.read(file);
        gallery.checkModel(feeder.subject().card().name(), feeder.digest());
        List<String> names =
                gallery.persons().stream().map(Gallery.Person::name).toList();
        Gallery.Person person = gallery.person(name)
                .filter(known -> !known.embeddings().isEmpty())
                .orElseThrow(() -> new InvalidPlanException("%s: nobody is enrolled as '%s'%s (enrolled: %s)"
                        .formatted(file, name, Suggestion.sentence(name, names), String.join(", ", names))));
        float[] sum = new float[person.embeddings().get(0).toArray().length];
        for (Embedding one : person.embeddings()) {
            float[] values = one.toArray();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
        }
        return new Question.OfPerson(name, new Embedding(sum));
    }

    @Override
    public Optional<Question> about(Pictured picture, Respondent model) {
        return given.isPresent() ? given : others(picture.sample());
    }

    private Optional<Question> others(Sample sample) {
        if (sample.truth() instanceof Truth.SamePerson pair) {
            Sample other = new Sample(sample.id(), pair.other(), new Truth.Unknown());
            return Optional.of(new Question.OfFaces("the other of the pair", List.of(feeder.input(other))));
        }
        Optional<String> who = who(sample);
        if (who.isEmpty()) {
            return Optional.empty();
        }
        List<Tensor> faces = new ArrayList<>();
        for (int i = 0; i < all.size() && faces.size() < FACES; i++) {
            Sample other = all.sample(i);
            Content content = other.content();
            if (!content.equals(sample.content()) && who(other).equals(who)) {
                faces.add(feeder.input(other));
            }
        }
        return faces.isEmpty() ? Optional.empty() : Optional.of(new Question.OfFaces(who.get(), faces));
    }

    private Optional<String> who(Sample sample) {
        if (sample.truth() instanceof Truth.Identity identity) {
            return Optional.of(identity.person());
        }
        return sample.truth() instanceof Truth.Label label
                        && label.index() < all.labels().size()
                ? Optional.of(all.labels().get(label.index()))
                : Optional.empty();
    }

    @Override
    public String nothing() {
        return "no other picture of who is on it; give a folder a person, --face PICTURE, or --gallery FILE --person NAME";
    }
}

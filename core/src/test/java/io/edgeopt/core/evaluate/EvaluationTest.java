package io.edgeopt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.evaluate.Evaluation.Settings;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.task.metric.Outcomes;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a model that answers what it is shown, so that every score can be foretold. */
final class EvaluationTest {
    private static final Head CLASSES = new Head.Classification(Optional.empty(), Head.Activation.NONE);
    private static final Settings ONE_BY_ONE = Settings.DEFAULT;

    private record Listed(List<String> labels, List<Sample> samples) implements Dataset {
        @Override
        public String name() {
            return "listed";
        }

        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public Sample sample(int index) {
            return samples.get(index);
        }
    }

    @ParameterizedTest(name = "batch {0}")
    @ValueSource(ints = {1, 2, 3, 7})
    void countsEverySampleOnceWhateverTheBatch(int batch) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            float[] scores = new float[3];
            scores[i % 3] = 1;
            samples.add(values(i, new Truth.Label(i == 5 ? 0 : i % 3), scores));
        }
        Settings settings = new Settings(batch, OptionalInt.empty(), 5, 1, 0);

        Answers answers = evaluate(card(Task.CLASSIFICATION, CLASSES, List.of()), samples, settings, List.of());

        assertThat(answers.samples()).isEqualTo(7);
        assertThat(score(answers, "top1")).isEqualTo(6.0 / 7);
        assertThat(answers.confusion().orElseThrow().count(0, 2)).isEqualTo(1);
    }

    @Test
    void stopsAtTheLimit() {
        List<Sample> samples = List.of(values(0, new Truth.Label(0), 1, 0, 0), values(1, new Truth.Label(1), 1, 0, 0));

        Answers answers = evaluate(
                card(Task.CLASSIFICATION, CLASSES, List.of()),
                samples,
                new Settings(1, OptionalInt.of(1), 5, 1, 0),
                List.of());

        assertThat(score(answers, "top1")).isEqualTo(1);
    }

    @Test
    void matchesClassesByName() {
        List<Sample> samples = List.of(values(0, new Truth.Label(0), 0, 0, 1));

        Answers answers = evaluate(
                card(Task.CLASSIFICATION, CLASSES, List.of("car", "dog", "cat")),
                samples,
                ONE_BY_ONE,
                List.of("cat", "dog"));

        assertThat(score(answers, "top1")).isEqualTo(1);
    }

    @Test
    void saysWhichClassTheModelDoesNotAnswer() {
        ModelCard card = card(Task.CLASSIFICATION, CLASSES, List.of("car", "dog", "smoke"));
        List<Sample> samples = List.of(values(0, new Truth.Label(0), 0, 0, 1));

        assertThatThrownBy(() -> evaluate(card, samples, ONE_BY_ONE, List.of("smoek")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'smoek'")
                .hasMessageContaining("did you mean 'smoke'?");
    }

    @Test
    void refusesArraysOfAnotherShapeOrType() {
        ModelCard card = card(Task.CLASSIFICATION, CLASSES, List.of());
        Sample wide = values(0, new Truth.Label(0), 0, 0, 1, 2);
        Sample bytes =
                new Sample("0", new Content.Values(Tensor.of(ElementType.UINT8, new byte[3], 3)), new Truth.Label(0));

        assertThatThrownBy(() -> evaluate(card, List.of(wide), ONE_BY_ONE, List.of()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("have the shape 4")
                .hasMessageContaining("[N, 3]");
        assertThatThrownBy(() -> evaluate(card, List.of(bytes), ONE_BY_ONE, List.of()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("are uint8")
                .hasMessageContaining("float");
    }

    @Test
    void doesNotScoreWhatIsNotANumber() {
        ModelCard card = card(Task.CLASSIFICATION, CLASSES, List.of());

        assertThatThrownBy(() ->
                        evaluate(card, List.of(values(4, new Truth.Label(0), 0, Float.NaN, 1)), ONE_BY_ONE, List.of()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("sample 4");
    }

    @Test
    void showsEachPictureOfPairsOnce() {
        Content east = content(1, 0, 0);
        Content alsoEast = content(2, 0.1f, 0);
        Content north = content(0, 1, 0);
        List<Sample> pairs = List.of(
                new Sample("0", east, new Truth.SamePerson(alsoEast, true)),
                new Sample("1", east, new Truth.SamePerson(north, false)));

        Answers answers = evaluate(
                card(Task.EMBEDDING, new Head.Embedding(Optional.empty()), List.of()), pairs, ONE_BY_ONE, List.of());

        assertThat(answers.samples()).isEqualTo(2);
        assertThat(answers.overall().get(0).units()).isEqualTo(3);
        assertThat(score(answers, "auc")).isEqualTo(1);
    }

    @Test
    void identifiesAndVerifiesPeople() {
        List<Sample> people = List.of(
                new Sample("0", content(1, 0, 0), new Truth.Identity("ann")),
                new Sample("1", content(0, 1, 0), new Truth.Identity("bob")),
                new Sample("2", content(1, 0.1f, 0), new Truth.Identity("ann")),
                new Sample("3", content(0.1f, 1, 0), new Truth.Identity("bob")));

        Answers answers = evaluate(
                card(Task.EMBEDDING, new Head.Embedding(Optional.empty()), List.of()), people, ONE_BY_ONE, List.of());

        assertThat(score(answers, "rank1")).isEqualTo(1);
        assertThat(score(answers, "eer")).isEqualTo(0);
    }

    @Test
    void scoresDetections() {
        Head head = new Head.Yolov8(Optional.empty(), Suppression.DEFAULT);
        Tensor columns = Tensor.of(new float[] {0.5f, 2.5f, 1, 5, 0.9f}, 5, 1);
        LabelledBox box = new LabelledBox(new Box(0, 0, 1, 5), 0, false);
        Sample sample = new Sample("0", new Content.Values(columns), new Truth.Objects(List.of(box)));
        ModelCard card = card(Task.DETECTION, head, List.of("cat"));

        Answers answers = evaluate(card, model(5, 1), List.of(sample), ONE_BY_ONE, List.of("cat"));

        assertThat(score(answers, "mAP50")).isEqualTo(1);
    }

    @Test
    void asksOnlyForTheLabelsOfASet() {
        ModelCard card = card(Task.CLASSIFICATION, CLASSES, List.of("walk", "fall", "crash"))
                .withSets(Map.of("home", List.of("walk", "fall")));
        List<Sample> samples = List.of(
                values(0, new Truth.Label(0), 2, 1, 9),
                values(1, new Truth.Label(1), 1, 2, 0),
                values(2, new Truth.Label(2), 9, 1, 0));
        Listed data = new Listed(card.labels(), samples);

        try (Session session = new OrtBackend().open(model(3), SessionOptions.DEFAULT.withThreads(1))) {
            Evaluation evaluation = new Evaluation(session, card, ONE_BY_ONE);
            Answers answers = evaluation.showing("home").over(data, Progress.NONE);

            assertThat(answers.samples()).isEqualTo(2);
            assertThat(score(answers, "top1")).isEqualTo(0.5);
            assertThatThrownBy(() -> evaluation.showing("hom").over(data, Progress.NONE))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("did you mean 'home'?");
        }
    }

    @Test
    void leavesOutBoxesAndObjectsOfOtherSets() {
        Head head = new Head.Yolov8(Optional.empty(), Suppression.DEFAULT);
        ModelCard card = card(Task.DETECTION, head, List.of("key", "knife")).withSets(Map.of("home", List.of("key")));
        Box box = new Box(0, 0, 2, 2);
        Box other = new Box(0, 2, 2, 4);
        Truth both = new Truth.Objects(List.of(new LabelledBox(box, 0, false), new LabelledBox(other, 1, false)));
        // Two cells: a key where it is, and a knife where none is.
        Sample sample = new Sample(
                "0",
                new Content.Values(Tensor.of(new float[] {1, 1, 1, 5, 2, 2, 2, 2, 0.9f, 0, 0, 0.95f}, 6, 2)),
                both);

        try (Session session = new OrtBackend().open(model(6, 2), SessionOptions.DEFAULT.withThreads(1))) {
            Evaluation evaluation = new Evaluation(session, card, ONE_BY_ONE);
            Listed data = new Listed(card.labels(), List.of(sample));

            assertThat(score(evaluation.over(data, Progress.NONE), "mAP50")).isEqualTo(0.5);
            assertThat(score(evaluation.showing("home").over(data, Progress.NONE), "mAP50"))
                    .isEqualTo(1);
        }
    }

    private static Answers evaluate(ModelCard card, List<Sample> samples, Settings settings, List<String> labels) {
        return evaluate(card, model(3), samples, settings, labels);
    }

    private static Answers evaluate(
            ModelCard card, Model model, List<Sample> samples, Settings settings, List<String> labels) {
        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT.withThreads(1))) {
            return new Evaluation(session, card, settings).over(new Listed(labels, samples), Progress.NONE);
        }
    }

    private static ModelCard card(Task task, Head head, List<String> labels) {
        return ModelCard.of(
                "same", task, List.of(new CardInput("x", Optional.empty(), Optional.empty())), head, labels);
    }

    private static Model model(long... extents) {
        List<Dim> dims = new ArrayList<>(List.of(new Dim.Free("N")));
        Arrays.stream(extents).forEach(extent -> dims.add(new Dim.Fixed(extent)));
        return Model.empty("same", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .add(Node.of("Identity", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, dims))
                .model();
    }

    private static Sample values(int id, Truth truth, float... values) {
        return new Sample(Integer.toString(id), content(values), truth);
    }

    private static Content content(float... values) {
        return new Content.Values(Tensor.of(values, values.length));
    }

    private static double score(Answers answers, String name) {
        for (Outcomes outcomes : answers.overall()) {
            int place = outcomes.names().indexOf(name);
            if (place >= 0) {
                int[] ones = new int[outcomes.units()];
                Arrays.fill(ones, 1);
                return outcomes.scores(ones)[place];
            }
        }
        throw new AssertionError("no score named " + name);
    }
}

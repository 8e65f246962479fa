package io.edgeopt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With networks that put a number into each of so many places, whatever they see. */
final class TrialTest {
    private static final Head CLASSES = new Head.Classification(Optional.empty(), Head.Activation.NONE);

    @Test
    void isContentWithAModelThatAnswersAsItsCardSays() {
        assertThatCode(() -> check(1, classifier(List.of("cat", "dog")), 1, 2)).doesNotThrowAnyException();
    }

    @Test
    void seesLabelsThatAreTooFew() {
        assertThatThrownBy(() -> check(1, classifier(List.of("cat", "dog")), 1, 3))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("answers 3 classes, but there are 2 labels");
    }

    @Test
    void seesAHeadThatIsForAnotherTask() {
        ModelCard card = ModelCard.of("net", Task.EMBEDDING, List.of(pictures()), CLASSES, List.of());

        assertThatThrownBy(() -> check(1, card, 1, 3)).hasMessageContaining("the task wants embedding");
    }

    @Test
    void seesNumbersThatAreNone() {
        assertThatThrownBy(() -> check(Float.NaN, classifier(List.of()), 1, 2))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("net answers NaN in output 'y'");
    }

    @Test
    void asksForTheNamesOfWhatADetectorFinds() {
        CardGuess.Given given = given(List.of());

        try (Session session = open(0.5f, 1, 84, 8)) {
            assertThatThrownBy(() -> Trial.card("net", session, given, Optional.empty()))
                    .isInstanceOf(InvalidPlanException.class)
                    .hasMessageContaining("--labels");
        }
    }

    @Test
    void findsTheHeadOfADetector() {
        try (Session session = open(0.5f, 1, 84, 8)) {
            CardGuess guess = Trial.card("net", session, given(List.of("a", "b", "c")), Optional.empty());

            assertThat(guess.card().head()).isInstanceOf(Head.Yolox.class);
            assertThat(guess.guesses()).contains("the outputs are those of yolox (else --head)");
            assertThatCode(() -> Trial.check(session, guess.card())).doesNotThrowAnyException();
        }
    }

    @Test
    void showsAClipToAModelThatSeesClips() {
        ClipSampling sampling = new ClipSampling(4, ClipSampling.Sampling.UNIFORM, 1, ClipSampling.Order.NTCHW);
        CardInput clips = new CardInput("x", Optional.of(Preparation.imagenet(64, 64)), Optional.of(sampling));
        ModelCard card = ModelCard.of("net", Task.CLIP, List.of(clips), CLASSES, List.of("walk", "run"));
        Model model = constant(1, Shape.of(1, 4, 3, 64, 64), 1, 2);

        try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT)) {
            assertThatCode(() -> Trial.check(session, card)).doesNotThrowAnyException();
        }
    }

    private static CardGuess.Given given(List<String> labels) {
        CardGuess.Given none = CardGuess.Given.NOTHING;
        return new CardGuess.Given(
                Optional.of(Task.DETECTION),
                none.width(),
                none.height(),
                none.layout(),
                none.channels(),
                none.fit(),
                none.resizer(),
                none.scale(),
                none.mean(),
                none.std(),
                labels);
    }

    private static ModelCard classifier(List<String> labels) {
        return ModelCard.of("net", Task.CLASSIFICATION, List.of(pictures()), CLASSES, labels);
    }

    private static CardInput pictures() {
        return new CardInput("x", Optional.of(Preparation.imagenet(64, 64)), Optional.empty());
    }

    private static void check(float value, ModelCard card, long... extents) {
        try (Session session = open(value, extents)) {
            Trial.check(session, card);
        }
    }

    private static Session open(float value, long... extents) {
        return new OrtBackend().open(constant(value, Shape.of(1, 3, 64, 64), extents), SessionOptions.DEFAULT);
    }

    private static Model constant(float value, Shape input, long... extents) {
        Shape output = Shape.of(extents);
        return Model.empty("net", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, input))
                .set("nought", Tensor.scalar(0f))
                .set("value", Tensor.scalar(value))
                .set("extents", Tensor.of(extents, extents.length))
                .add(Node.of("ReduceMean", List.of("x"), List.of("mean")).with("keepdims", 0))
                .add(Node.of("Mul", List.of("mean", "nought"), List.of("none")))
                .add(Node.of("Add", List.of("none", "value"), List.of("one")))
                .add(Node.of("Expand", List.of("one", "extents"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, output))
                .model();
    }
}

package io.edgeopt.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Priors;
import io.edgeopt.core.task.head.Suppression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelCardTest {
    private static final CardInput INPUT =
            new CardInput("images", Optional.of(Preparation.imagenet(224, 224)), Optional.empty());

    private static final String SMALLEST = """
        {
          "card": 1,
          "name": "fire",
          "task": "classification",
          "inputs": [{"name": "images"}],
          "head": {"kind": "classification"},
          "labels": ["fire", "smoke"]
        }
        """;

    static Stream<Head> heads() {
        return Stream.of(
                new Head.Classification(Optional.of("logits"), Head.Activation.SOFTMAX),
                new Head.Embedding(Optional.empty()),
                new Head.Ssd(
                        "scores",
                        "boxes",
                        Optional.of(
                                new Priors(List.of(new Priors.Level(8, List.of(10f, 16f), List.of(1f))), 0.1f, 0.2f)),
                        true,
                        Head.Activation.NONE,
                        Suppression.DEFAULT),
                new Head.AnchorFree(
                        List.of("s"), List.of("b"), List.of(8), 7, Head.Activation.SIGMOID, Suppression.DEFAULT),
                new Head.Yolox(Optional.empty(), List.of(8, 16, 32), Suppression.DEFAULT),
                new Head.Yolov5(
                        Optional.empty(),
                        List.of(new Head.AnchorGrid("p3", 8, List.of(10f, 13f))),
                        new Suppression(0.25f, 0.45f, 300, true)),
                new Head.Yolov8(Optional.empty(), Suppression.DEFAULT),
                new Head.Detected("boxes", "labels", "scores", true, 1, Suppression.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void readsBackWhatItWrote(Head head) {
        ModelCard card = new ModelCard(
                1,
                "fire",
                Task.DETECTION,
                List.of(INPUT),
                head,
                List.of("fire", "smoke"),
                Map.of("home", List.of("fire")),
                Map.of("home", 4),
                Optional.of("0".repeat(64)),
                Optional.of("Apache-2.0"),
                List.of(new CardData("drawn fires", "train", Optional.of("CC0-1.0"), Optional.empty())),
                List.of(new CardMetric("test", "top1", 0.9, 0.85, 0.94, 200)),
                Optional.of("2026-11-21"),
                List.of("lamps at night"),
                Optional.of("recipe.yaml"),
                Optional.of(7L));

        assertThat(ModelCard.parse("card", card.toJson())).isEqualTo(card);
    }

    @Test
    void needsLittle() {
        ModelCard card = ModelCard.parse("card", SMALLEST);

        assertThat(card.head()).isEqualTo(new Head.Classification(Optional.empty(), Head.Activation.AUTO));
        assertThat(card.inputs().get(0).preparation()).isEmpty();
        assertThat(card.metrics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"fire\" | \"nam\": \"fire\" | field 'nam' is unknown; did you mean 'name'?",
                "\"name\": \"fire\", | '' | field 'name' is missing",
                "\"name\": \"fire\" | \"name\": 7 | name: expected a text, found 7",
                "\"task\": \"classification\" | \"task\": \"detektion\" | did you mean 'detection'?",
                "\"kind\": \"classification\" | \"kind\": \"yolo8\" | did you mean 'yolov8'?",
                "\"kind\": \"classification\" | \"kind\": \"ssd\" | field 'scores' is missing",
                "\"card\": 1 | \"card\": 2 | field 'card' is 2, expected 1",
                "\"card\": 1 | \"card\": 1.5 | card: expected a whole number",
                "[{\"name\": \"images\"}] | [] | field 'inputs' is empty",
                "[{\"name\": \"images\"}] | [7] | inputs[0]: expected an object",
                "\"card\": 1 | \"card\": 1, \"date\": \"21.11.26\" | expected year-month-day",
                "\"card\": 1 | \"card\": 1, \"digest\": \"abc\" | 64 hexadecimal digits",
                "\"card\": 1 | \"card\": 1, \"sets\": {\"home\": [\"fir\"]} | did you mean 'fire'?",
            })
    void namesTheFileAndTheFieldThatIsWrong(String right, String wrong, String message) {
        String json = SMALLEST.replace(right, wrong == null ? "" : wrong);

        assertThatThrownBy(() -> ModelCard.parse("fire.json", json))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("fire.json")
                .hasMessageContaining(message);
    }

    @Test
    void saysWhenAPreparationCannotBe() {
        ModelCard card = ModelCard.of(
                "fire", Task.CLASSIFICATION, List.of(INPUT), heads().findFirst().orElseThrow(), List.of());
        String json = card.toJson().replace("\"width\" : 224", "\"width\" : 0");

        assertThatThrownBy(() -> ModelCard.parse("fire.json", json))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("inputs[0].preparation")
                .hasMessageContaining("0 x 224");
    }

    @Test
    void liesBesideItsModel(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("fire.v2.onnx");
        assertThat(ModelCard.beside(model)).isEmpty();

        Files.writeString(folder.resolve("fire.v2.json"), SMALLEST);

        assertThat(ModelCard.beside(model)).contains(folder.resolve("fire.v2.json"));
    }

    @Test
    void knowsAnotherFileFromItsOwn(@TempDir Path folder) throws Exception {
        Path model = Files.writeString(folder.resolve("fire.onnx"), "abc");
        ModelCard card = ModelCard.parse("card", SMALLEST);

        // SHA-256 of "abc", from the standard.
        card.withDigest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .checkDigest(model);
        assertThatThrownBy(() -> card.withDigest("0".repeat(64)).checkDigest(model))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("ba7816bf");
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With models that answer by the colour of a picture, before pictures of one colour each. */
class WatchCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void giveTheUserAFolderOfModels() {
        System.setProperty("edgeopt.models", folder.resolve("models").toString());
    }

    @AfterEach
    void forgetIt() {
        System.clearProperty("edgeopt.models");
    }

    /** Answers the mean of each colour. */
    private Path means(String name, Task task, Head head, List<String> labels, Map<String, List<String>> sets) {
        Path file = folder.resolve("models").resolve(name + ".onnx");
        Model.empty(name, 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .add(Node.of("ReduceMean", List.of("x"), List.of("mean"))
                        .with("axes", new long[] {2, 3})
                        .with("keepdims", 0))
                .addOutput(ValueInfo.of("mean", ElementType.FLOAT, Shape.of(1, 3)))
                .model()
                .write(file);
        ModelCard.of(name, task, List.of(plain()), head, labels)
                .withSets(sets)
                .write(file.resolveSibling(name + ".json"));
        return file;
    }

    private void fire() {
        means(
                "fire",
                Task.CLASSIFICATION,
                new Head.Classification(Optional.empty(), Head.Activation.NONE),
                List.of("fire", "smoke", "normal"),
                Map.of("home", List.of("fire", "smoke")));
    }

    private static CardInput plain() {
        Preparation plain = new Preparation(
                8,
                8,
                Preparation.Fit.STRETCH,
                Preparation.Resizer.BILINEAR,
                Preparation.Channels.RGB,
                Preparation.Layout.NCHW,
                255,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
        return new CardInput("x", Optional.of(plain), Optional.empty());
    }

    /** Finds one thing in every picture, all over it. */
    private void finder(String name, List<String> labels, Map<String, List<String>> sets) {
        float[] scores = new float[labels.size()];
        scores[0] = 0.9f;
        Path file = folder.resolve("models").resolve(name + ".onnx");
        Model.empty(name, 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .set("nought", Tensor.scalar(0f))
                .set("whole", Tensor.of(new float[] {0, 0, 1, 1}, 1, 1, 4))
                .set("sure", Tensor.of(scores, 1, 1, scores.length))
                .add(Node.of("ReduceMean", List.of("x"), List.of("mean")).with("keepdims", 0))
                .add(Node.of("Mul", List.of("mean", "nought"), List.of("none")))
                .add(Node.of("Add", List.of("whole", "none"), List.of("boxes")))
                .add(Node.of("Add", List.of("sure", "none"), List.of("scores")))
                .addOutput(ValueInfo.of("scores", ElementType.FLOAT, Shape.of(1, 1, scores.length)))
                .addOutput(ValueInfo.of("boxes", ElementType.FLOAT, Shape.of(1, 1, 4)))
                .model()
                .write(file);
        Head head = new Head.Ssd("scores", "boxes", Optional.empty(), false, Head.Activation.NONE, Suppression.DEFAULT);
        ModelCard.of(name, Task.DETECTION, List.of(plain()), head, labels)
                .withSets(sets)
                .write(file.resolveSibling(name + ".json"));
    }

    /** A gallery in which red people may pass and blue ones may not. */
    private Path gallery(boolean authorised) {
        Path face = means(
                "face", Task.EMBEDDING, new Head.Embedding(Optional.empty(), Optional.of(0.9f)), List.of(), Map.of());
        Path file = folder.resolve("gallery.json");
        Gallery.empty("face", FileDigest.sha256(face), 0.9)
                .with(new Gallery.Person("red", authorised, List.of(new Embedding(new float[] {1, 0, 0}))))
                .with(new Gallery.Person("blue", false, List.of(new Embedding(new float[] {0, 0, 1}))))
                .write(file);
        return file;
    }

    /** So many pictures of each colour, one after the other. */
    private String pictures(int each, int... colours) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        int number = 0;
        for (int colour : colours) {
            Image image = Image.blank(16, 16);
            for (int i = 0; i < 256; i++) {
                image.set(i % 16, i / 16, colour >> 16, colour >> 8 & 255, colour & 255);
            }
            for (int i = 0; i < each; i++) {
                ImageWriter.write(image, pictures.resolve("p%03d.png".formatted(number++)));
            }
        }
        return "images:" + pictures;
    }

    private static RunResult watch(String... more) {
        List<String> words = new ArrayList<>(List.of("watch", "--fps", "1000"));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    @Test
    void showsTheModelsOfAPlaceEveryNthFrameAsTheirCardsSay() throws IOException {
        fire();
        Path card = folder.resolve("models").resolve("fire.json");
        Files.writeString(
                card, Files.readString(card).replace("\"labels\"", "\"strides\": {\"home\": 7},\n  \"labels\""));
        Path answers = folder.resolve("answers.jsonl");

        RunResult result = watch(
                "--set",
                "home",
                "--source",
                pictures(1, 0xff0000),
                "--frames",
                "40",
                "--answers",
                answers.toString(),
                "--json");

        assertThat(result.code()).as(result.err()).isZero();
        WatchRun.Watched watched = Json.parse("watch", result.out(), WatchRun.Watched.class);
        assertThat(Files.readAllLines(answers))
                .hasSize(Math.toIntExact((watched.frames().processed() + 6) / 7));
    }

    @Test
    void takesTheModelsOfAPlaceAndSaysWhichAreNotThere() throws IOException {
        fire();
        finder("object", List.of("bag", "knife"), Map.of("home", List.of("bag")));

        RunResult result = watch("--set", "home", "--source", pictures(1, 0xff0000), "--frames", "20", "--json");

        assertThat(result.code()).as(result.err()).isZero();
        WatchRun.Watched watched = Json.parse("watch", result.out(), WatchRun.Watched.class);
        assertThat(watched.set()).hasValue("home");
        assertThat(watched.models()).containsExactly("fire", "object");
        assertThat(watched.absent()).containsExactly("movement");
        assertThat(result.err())
                .contains("set home: there is no model 'movement' in the catalogue; left out")
                .contains("usual alert: fire:fire>0.8 for 1s")
                .doesNotContain("fall");
    }

    @Test
    void refusesASetOfNothingAndRulesAboutWhatASetDoesNotShow() {
        RunResult empty = watch("--set", "home", "--frames", "1");
        fire();
        RunResult hidden = watch("--set", "home", "--alert", "normal>0.5", "--frames", "1");
        RunResult cardless = watch("--set", "city", "--frames", "1");

        assertThat(empty.err()).contains("none of the models of the set is in the catalogue");
        assertThat(hidden.err()).contains("asks for 'normal', which the set home does not show of fire");
        assertThat(cardless.err()).contains("the card of fire has no set 'city'");
        assertThat(List.of(empty.code(), hidden.code(), cardless.code())).containsOnly(2);
    }

    @Test
    void looksAtNothingUntilSomebodyWhoMayPassIsSeen() throws IOException {
        fire();
        finder("face-finder", List.of("face"), Map.of());
        Path gallery = gallery(true);
        String[] door = {"--door", gallery.toString(), "--door-stride", "1", "--door-open", "5m"};

        RunResult blue =
                watch(with(door, "fire", "--alert", "fire>0.2", "--source", pictures(1, 0x3000ff), "--frames", "9"));
        RunResult red = watch(with(
                door, "fire", "--alert", "fire>0.2", "--source", pictures(1, 0xff0000), "--frames", "500", "--json"));

        assertThat(blue.code()).as(blue.err()).isZero();
        assertThat(blue.out())
                .contains("door: closed; opens for red, stays open for 300.0 s")
                .contains("alarms: 0; openings: 0");
        assertThat(red.code()).as(red.err()).isZero();
        WatchRun.Watched watched = Json.parse("watch", red.out(), WatchRun.Watched.class);
        assertThat(watched.models()).containsExactly("fire", "door");
        assertThat(watched.openings()).singleElement().satisfies(one -> {
            assertThat(one.person()).isEqualTo("red");
            assertThat(one.closed()).isEmpty();
        });
        assertThat(watched.alerts())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.frame())
                        .isGreaterThan(watched.openings().get(0).frame()));
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void refusesADoorThatCannotOpen() throws IOException {
        fire();
        Path nobody = gallery(false);
        RunResult never = watch("fire", "--door", nobody.toString());
        RunResult faceless = watch("fire", "--door", gallery(true).toString());
        finder("face-finder", List.of("face"), Map.of());
        RunResult other = watch("fire", "--door", gallery(true).toString(), "--face", "fire");
        Files.delete(folder.resolve("models/face.onnx"));
        RunResult lost = watch("fire", "--door", folder.resolve("gallery.json").toString());

        assertThat(never.err()).contains("nobody may pass");
        assertThat(faceless.err()).contains("there is no model 'face-finder'").contains("give --detector");
        assertThat(lost.err()).contains("give its file with --face MODEL");
        assertThat(List.of(never.code(), faceless.code(), other.code(), lost.code()))
                .containsOnly(2);
    }

    @Test
    void tellsAlarmsToFilesAndPrograms() throws IOException {
        fire();
        Path told = folder.resolve("told");

        RunResult result = watch(
                "fire",
                "--alert",
                "fire>0.8 for 2 frames cooldown 1000s",
                "--source",
                pictures(1, 0xff0000),
                "--frames",
                "30",
                "--log",
                folder.resolve("log/events.jsonl").toString(),
                "--answers",
                folder.resolve("answers.jsonl").toString(),
                "--preview",
                folder.resolve("seen.mjpeg").toString(),
                "--pictures",
                folder.resolve("alarms").toString(),
                "--on-alert",
                "tee " + told,
                "--on-alert-shell",
                "exit 3");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("alarms: 1; passed on: 1, not: 1");
        assertThat(result.err()).contains("an alarm did not reach exit 3: it ended with 3");
        String event = Files.readString(folder.resolve("log/events.jsonl"));
        assertThat(event)
                .hasLineCount(1)
                .startsWith("{\"event\":\"alert\",\"time\":\"20")
                .contains("alarm_0001.png");
        assertThat(Files.readString(told)).isEqualTo(event);
        assertThat(Files.readString(folder.resolve("answers.jsonl")).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\"scores\":{\"fire\":1.0,"));
        assertThat(folder.resolve("seen.mjpeg")).isNotEmptyFile();
        assertThat(folder.resolve("alarms/alarm_0001.png")).isNotEmptyFile();
    }
}

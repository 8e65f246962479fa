package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model that tells people by their colour. */
class ModelsEnrolCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeModelAndPeople() throws IOException {
        writeModel("face", "ReduceMean");
        for (int i = 0; i < 4; i++) {
            picture("people/ann/" + i + ".png", 200, 10 * i, 0);
            picture("people/bob/" + i + ".png", 0, 10 * i, 200);
        }
    }

    private void writeModel(String name, String operator) {
        Model.empty(name, 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 8, 8)))
                .add(Node.of(operator, List.of("x"), List.of("mean"))
                        .with("axes", new long[] {2, 3})
                        .with("keepdims", 0))
                .addOutput(ValueInfo.of("mean", ElementType.FLOAT, Shape.of(1, 3)))
                .model()
                .write(folder.resolve(name + ".onnx"));
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
        CardInput input = new CardInput("x", Optional.of(plain), Optional.empty());
        Head head = new Head.Embedding(Optional.empty(), Optional.of(0.9f));
        ModelCard.of(name, Task.EMBEDDING, List.of(input), head, List.of()).write(folder.resolve(name + ".json"));
    }

    private void picture(String name, int red, int green, int blue) throws IOException {
        Image image = Image.blank(12, 12);
        for (int i = 0; i < 144; i++) {
            image.set(i % 12, i / 12, red, green, blue);
        }
        Files.createDirectories(folder.resolve(name).resolveSibling("."));
        ImageWriter.write(image, folder.resolve(name));
    }

    @Test
    void enrolsListsAndForgetsPeople() {
        RunResult ann = enrol("ann", "--authorised");
        RunResult bob = enrol("bob");
        RunResult listed = run("--list");
        RunResult removed = run("--remove", "ann");

        assertThat(ann.code()).as(ann.err()).isZero();
        assertThat(bob.out()).containsPattern("ann +yes +4").containsPattern("bob +no +4");
        assertThat(bob.out()).contains("face, threshold 0.9000");
        assertThat(listed.out()).isEqualTo(bob.out());
        assertThat(removed.out()).doesNotContain("ann").contains("bob");
    }

    @Test
    void holdsNoPictures() throws IOException {
        enrol("ann");

        assertThat(Files.readString(folder.resolve("gallery.json")))
                .contains("\"embeddings\"")
                .doesNotContain(".png");
        assertThat(Files.size(folder.resolve("gallery.json"))).isLessThan(1000);
    }

    @Test
    void choosesTheThresholdOnPeople() {
        enrol("ann");

        RunResult chosen = run(
                "--threshold-from",
                folder.resolve("people").toString(),
                "--far",
                "0.2",
                "--aligned",
                "--model",
                model("face"));

        assertThat(chosen.code()).as(chosen.err()).isZero();
        assertThat(chosen.out()).contains("chosen on 8 comparisons with other persons, of which 0.0000 reach it");
    }

    @Test
    void refusesAGalleryOfAnotherModel() {
        enrol("ann");
        writeModel("other", "ReduceMax");

        RunResult result = run(
                "--person",
                "bob",
                "--images",
                folder.resolve("people/bob").toString(),
                "--aligned",
                "--model",
                model("other"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .hasLineCount(1)
                .contains("the gallery was made with another model (face, SHA-256 ")
                .contains("other.onnx");
    }

    @Test
    void saysWhenTwoPeopleLookAlike() throws IOException {
        enrol("ann");
        picture("people/eve/0.png", 200, 5, 0);

        assertThat(enrol("eve").err()).contains("eve looks like ann (1.00)");
    }

    @Test
    void enrolsFromAVideo() throws IOException {
        String video = "YUV4MPEG2 W16 H16 F25:1 Ip A1:1 C420jpeg\n"
                + ("FRAME\n" + "\u0080".repeat(16 * 16 * 3 / 2)).repeat(11);
        Files.writeString(folder.resolve("video.y4m"), video, StandardCharsets.ISO_8859_1);

        RunResult result = run(
                "--person",
                "grey",
                "--video",
                folder.resolve("video.y4m").toString(),
                "--aligned",
                "--model",
                model("face"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).containsPattern("grey +no +3");
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("give one of --person, --remove, --list");
        assertRefused("--images DIR or --video FILE", "--person", "ann");
        assertRefused("there is no gallery", "--list");
        assertRefused("give one of", "--list", "--person", "ann");
        assertRefused("exclude each other", person("--authorised", "--visitor", "--aligned"));
        assertRefused("exclude each other", person("--threshold", "1", "--threshold-from", "x", "--aligned"));
        assertRefused("there is no model 'face-finder'", person());
        assertRefused("a threshold of 2.0 cannot be", person("--threshold", "2", "--aligned"));
        assertRefused("--most cannot be 0", person("--most", "0", "--aligned"));
        assertRefused("finds no faces", person("--detector", model("face")));
        assertRefused("folder of pictures", "--person", "a", "--images", "none", "--aligned", "--model", model("face"));
        assertThat(folder.resolve("gallery.json")).doesNotExist();
    }

    private String[] person(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--person", "ann", "--images", folder.resolve("people/ann").toString(), "--model", model("face")));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private void assertRefused(String words, String... options) {
        RunResult result = run(options);
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(words);
    }

    private RunResult enrol(String person, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--person",
                person,
                "--images",
                folder.resolve("people/" + person).toString(),
                "--aligned",
                "--quiet",
                "--model",
                model("face")));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private String model(String name) {
        return folder.resolve(name + ".onnx").toString();
    }

    private RunResult run(String... options) {
        List<String> words = new ArrayList<>(List.of("models", "enrol"));
        words.addAll(List.of(options));
        words.addAll(List.of("--gallery", folder.resolve("gallery.json").toString()));
        return RunResult.of(words.toArray(String[]::new));
    }
}

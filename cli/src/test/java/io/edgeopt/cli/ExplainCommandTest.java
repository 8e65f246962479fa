package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.MadePictures;
import io.edgeopt.testkit.PlantedPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        PlantedPatch.finder().write(folder.resolve("finder.onnx"));
        PlantedPatch.network(3).write(folder.resolve("other.onnx"));
        Tensor first = PlantedPatch.scene(6, 18, 1);
        Tensor second = PlantedPatch.scene(20, 4, 2);
        Tensor both = Tensor.allocate(first.type(), Shape.of(2, 3, PlantedPatch.SIDE, PlantedPatch.SIDE));
        both.floats().put(first.floats()).put(second.floats());
        Npy.write(folder.resolve("scenes.npy"), both);
    }

    private RunResult explain(String... more) {
        return RunResult.of(java.util.stream.Stream.concat(
                        List.of(
                                "explain",
                                folder.resolve("finder.onnx").toString(),
                                "--image",
                                folder.resolve("scenes.npy").toString(),
                                "-o",
                                folder.resolve("why").toString())
                                .stream(),
                        java.util.Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void writesAPictureAndTheNumbersOfEachMapAndASheetOfAll() {
        RunResult result = explain("--method", "gradcam,occlusion");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("gradcam").contains("last").contains("class 0");
        assertThat(result.err()).contains("no card: assuming");
        Path why = folder.resolve("why");
        assertThat(why.resolve("sheet.png")).exists();
        assertThat(why).isDirectoryContaining(file -> file.toString().endsWith(".occlusion.npy"));
        Tensor map = Npy.read(why.resolve("001-0.gradcam.npy"));
        assertThat(map.shape()).isEqualTo(Shape.of(PlantedPatch.SIDE, PlantedPatch.SIDE));
        float[] values = map.toFloats();
        assertThat(values[21 * PlantedPatch.SIDE + 9]).isGreaterThan(values[5 * PlantedPatch.SIDE + 25]);
        Image picture = ImageReader.read(why.resolve("001-0.png"));
        assertThat(picture.width()).isGreaterThan(3 * 320);
    }

    @Test
    void explainsTheClassThatIsNamed() {
        RunResult result = explain("--method", "occlusion", "--target-class", "no", "--labels", "fire,no", "--json");

        assertThat(result.code()).as(result.err()).isZero();
        Map<?, ?> json = Json.parse("out", result.out(), Map.class);
        Map<?, ?> picture = (Map<?, ?>) ((List<?>) Objects.requireNonNull(json.get("pictures"))).get(0);
        assertThat(picture.get("target")).isEqualTo("no");
        assertThat(String.valueOf(picture.get("answer"))).startsWith("fire");
    }

    @Test
    void comparesWithAnotherModel() {
        RunResult same = explain(
                "--method",
                "occlusion",
                "--compare",
                folder.resolve("finder.onnx").toString());
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out()).contains("0.000 [0.000, 0.000]");
        assertThat(Files.exists(folder.resolve("why/compared.png"))).isTrue();
    }

    @Test
    void comparesWithAStudentThatSeesSmallerPictures() throws IOException {
        MadePictures.write(folder.resolve("pictures/one.png"), 48, 40, 1);
        MadePictures.write(folder.resolve("pictures/two.png"), 48, 40, 2);
        CatsAndDogs.network(folder, "large", "fire-student", new ImageSize(64, 64));
        CatsAndDogs.network(folder, "small", "fire-student", new ImageSize(32, 32));

        RunResult result = explainWith(
                "large.onnx",
                "pictures",
                "--method",
                "gradcam",
                "--compare",
                folder.resolve("small.onnx").toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("drift");
        assertThat(folder.resolve("why/compared.png")).exists();
    }

    @Test
    void saysHowManyPicturesItLeavesOut() {
        RunResult result = explain("--method", "occlusion", "--limit", "1");

        assertThat(result.err()).contains("1 of 2 pictures are explained");
    }

    @Test
    void judgesMapsBesideMapsByChance() {
        RunResult result = explain("--method", "occlusion,eigencam", "--judge");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("deletion").contains("insertion").contains("random");
    }

    @Test
    void printsATreeOfDecisions() {
        RunResult result = explain("--method", "tree", "--limit", "1");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("shown?").contains("yes: ").contains("fidelity");
    }

    private RunResult explainWith(String model, String data, String... more) {
        return RunResult.of(java.util.stream.Stream.concat(
                        List.of(
                                "explain",
                                folder.resolve(model).toString(),
                                "--image",
                                folder.resolve(data).toString(),
                                "--method",
                                "occlusion",
                                "-o",
                                folder.resolve("why").toString())
                                .stream(),
                        java.util.Arrays.stream(more))
                .toArray(String[]::new));
    }

    private void writeDetector() {
        PlantedPatch.detector().write(folder.resolve("detector.onnx"));
        PlantedPatch.detectorCard().write(folder.resolve("detector.json"));
        Tensor three = Tensor.allocate(ElementType.FLOAT, Shape.of(3, 3, PlantedPatch.SIDE, PlantedPatch.SIDE));
        three.floats()
                .put(PlantedPatch.scene(8, 20, 1).floats())
                .put(new float[3 * PlantedPatch.SIDE * PlantedPatch.SIDE])
                .put(PlantedPatch.scene(16, 4, 2).floats());
        Npy.write(folder.resolve("three.npy"), three);
    }

    private void writeEmbedder() throws IOException {
        PlantedPatch.embedder().write(folder.resolve("embedder.onnx"));
        CardInput input = new CardInput("image", Optional.of(Preparation.imagenet(32, 32)), Optional.empty());
        PlantedPatch.embedderCard().withInputs(List.of(input)).write(folder.resolve("embedder.json"));
        for (int i = 0; i < 6; i++) {
            MadePictures.write(folder.resolve("people/" + (i < 3 ? "ann/" : "bob/") + i + ".png"), 40, 40, i);
        }
        MadePictures.write(folder.resolve("people/cid/6.png"), 40, 40, 6);
    }

    private static Map<?, ?> first(RunResult result) {
        assertThat(result.code()).as(result.err()).isZero();
        Map<?, ?> json = Json.parse("out", result.out(), Map.class);
        return (Map<?, ?>) ((List<?>) Objects.requireNonNull(json.get("pictures"))).get(0);
    }

    @Test
    void explainsADetectorsSurestBoxAndLeavesOutPicturesWithoutOne() {
        writeDetector();

        RunResult result = explainWith("detector.onnx", "three.npy", "--json");

        Map<?, ?> picture = first(result);
        assertThat(picture.get("target")).isEqualTo("red");
        assertThat(picture.get("box")).isEqualTo(Map.of("left", 6.0, "top", 18.0, "right", 14.0, "bottom", 26.0));
        assertThat(result.out()).contains("\"skipped\" : 1");
        assertThat(result.err()).contains("1 of 3 pictures left out: no box of 0.3 and more");
        float[] map = Npy.read(folder.resolve("why/001-0.occlusion.npy")).toFloats();
        assertThat(map[23 * PlantedPatch.SIDE + 11]).isGreaterThan(map[5 * PlantedPatch.SIDE + 25]);
    }

    @Test
    void explainsABoxThatIsNamedByPlaceCornersOrClass() {
        writeDetector();

        Map<?, ?> corners = first(explainWith("detector.onnx", "three.npy", "--json", "--box", "4,12,20,28"));
        Map<?, ?> unseen = first(explainWith("detector.onnx", "three.npy", "--json", "--target-class", "green"));
        Map<?, ?> second = first(explainWith("detector.onnx", "three.npy", "--json", "--box", "2"));

        assertThat(corners.get("box")).isEqualTo(Map.of("left", 4.0, "top", 12.0, "right", 20.0, "bottom", 28.0));
        assertThat(unseen.get("target")).isEqualTo("green");
        assertThat((Double) Objects.requireNonNull(unseen.get("score"))).isLessThan(0.3);
        assertThat(second.get("box")).isNotEqualTo(Map.of("left", 6.0, "top", 18.0, "right", 14.0, "bottom", 26.0));
    }

    @Test
    void comparesTheSameBoxOfAnotherDetector() {
        writeDetector();

        RunResult same = explainWith(
                "detector.onnx",
                "three.npy",
                "--compare",
                folder.resolve("detector.onnx").toString(),
                "--judge");

        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out())
                .contains("0.000 [0.000, 0.000]")
                .contains("1.000")
                .contains("random");
    }

    @Test
    void explainsHowLikeAPersonsOtherPicturesAFaceIs() throws IOException {
        writeEmbedder();

        RunResult result = explainWith("embedder.onnx", "people", "--json");

        assertThat(first(result).get("target")).isEqualTo("ann");
        assertThat(result.err()).contains("1 of 7 pictures left out: no other picture of who is on it");
    }

    @Test
    void explainsHowLikeAGivenFaceOrAPersonOfAGalleryAFaceIs() throws IOException {
        writeEmbedder();
        Path gallery = folder.resolve("gallery.json");
        Gallery.empty("embedder", FileDigest.sha256(folder.resolve("embedder.onnx")), 0.5)
                .with(new Gallery.Person("dora", true, List.of(new Prediction.Embedding(new float[] {1, 2}))))
                .write(gallery);

        Map<?, ?> face = first(explainWith(
                "embedder.onnx",
                "people/ann/0.png",
                "--json",
                "--face",
                folder.resolve("people/ann/0.png").toString()));
        Map<?, ?> person = first(explainWith(
                "embedder.onnx", "people/ann/0.png", "--json", "--gallery", gallery.toString(), "--person", "dora"));
        RunResult nobody =
                explainWith("embedder.onnx", "people/ann/0.png", "--gallery", gallery.toString(), "--person", "dara");

        assertThat((Double) Objects.requireNonNull(face.get("score"))).isCloseTo(1, within(1e-6));
        assertThat(face.get("target")).isEqualTo("0.png");
        assertThat(person.get("target")).isEqualTo("dora");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("nobody is enrolled as 'dara'; did you mean 'dora'?");
    }

    @Test
    void showsAClipAsAStripAndMoving() {
        Model.empty("clips", 17)
                .edit()
                .addInput(ValueInfo.of("clip", ElementType.FLOAT, Shape.of(1, 3, 4, 8, 8)))
                .set("w", Tensor.of(new float[] {1, -1, 0.5f, -0.5f, -1, 1}, 3, 2))
                .add(Node.of("ReduceMean", List.of("clip"), List.of("mean"))
                        .with("axes", new long[] {2, 3, 4})
                        .with("keepdims", 0))
                .add(Node.of("MatMul", List.of("mean", "w"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 2)))
                .model()
                .write(folder.resolve("clips.onnx"));
        ModelCard.of(
                        "clips",
                        Task.CLIP,
                        List.of(new CardInput("clip", Optional.empty(), Optional.empty())),
                        new Head.Classification(Optional.empty(), Head.Activation.AUTO),
                        List.of("walk", "fall"))
                .write(folder.resolve("clips.json"));
        float[] values = new float[3 * 4 * 8 * 8];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 / 7f;
        }
        Npy.write(folder.resolve("clip.npy"), Tensor.of(values, 1, 3, 4, 8, 8));

        Map<?, ?> picture = first(explainWith("clips.onnx", "clip.npy", "--json"));

        assertThat(ImageReader.read(Path.of(String.valueOf(picture.get("film"))))
                        .width())
                .isGreaterThan(4 * 100);
        Map<?, ?> map = (Map<?, ?>) ((List<?>) Objects.requireNonNull(picture.get("maps"))).get(0);
        assertThat(Path.of(String.valueOf(map.get("gif")))).isNotEmptyFile();
        assertThat(Npy.read(Path.of(String.valueOf(map.get("npy")))).shape()).isEqualTo(Shape.of(4, 8, 8));
    }
}

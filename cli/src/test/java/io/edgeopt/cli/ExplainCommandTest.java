package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.PlantedPatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
}

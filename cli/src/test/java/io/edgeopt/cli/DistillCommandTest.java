package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void drawPicturesAndBuildATeacher() throws IOException {
        for (String part : List.of("train", "val", "test")) {
            for (int i = 0; i < 8; i++) {
                String label = i % 2 == 0 ? "cat" : "dog";
                MadePictures.write(folder.resolve("data/" + part + "/" + label + "/" + i + ".png"), 32, 32, i);
            }
        }
        CatsAndDogs.network(folder, "teacher", "fire-teacher", new ImageSize(40, 40));
    }

    private RunResult distill(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "distill",
                "--teacher",
                folder.resolve("teacher.onnx").toString(),
                "-o",
                folder.resolve("out.onnx").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--steps",
                "2",
                "--batch",
                "4"));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    @Test
    void teachesAnArchitectureAndComparesItWithItsControl() {
        RunResult result = distill(
                "--student", "fire-student", "--width", "0.25", "--student-size", "32x32", "--loss", "attention");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("taught (attention): trained for 2 steps")
                .contains("control: trained for 2 steps")
                .contains("data/test: top1")
                .contains("its control")
                .contains("its teacher");
        ModelCard card = ModelCard.read(folder.resolve("out.json"));
        assertThat(card.name())
                .isEqualTo(ModelCard.read(folder.resolve("teacher.json")).name());
        card.checkDigest(folder.resolve("out.onnx"));
        assertThat(Lineage.of(Model.read(folder.resolve("out.onnx"))).steps().get(0))
                .contains("--student fire-student --loss attention, tune --steps 2 --batch 4");
    }

    @Test
    void teachesAFileAndLeavesTheControlOutWhereThatIsAsked() {
        CatsAndDogs.network(folder, "small", "fire-separable", new ImageSize(32, 32));

        RunResult result = distill("--student", folder.resolve("small.onnx").toString(), "--no-control");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("without a control nobody can say what the teacher was worth")
                .doesNotContain("its control");
    }
}

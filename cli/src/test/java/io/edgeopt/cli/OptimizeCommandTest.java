package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizeCommandTest {
    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void buildANetworkAndDrawPictures() throws IOException {
        model = CatsAndDogs.write(folder);
    }

    private RunResult optimize(String recipe, String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "optimize",
                model.toString(),
                "-o",
                folder.resolve("out.onnx").toString(),
                "--recipe",
                recipe,
                "--data",
                folder.resolve("data").toString()));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    @Test
    void takesAModelThroughAllSteps() {
        RunResult result =
                optimize("simplify -> separate(rank=1) → tune(steps=2 batch=4) -> quantize(effort=fast)", "--quiet");

        assertThat(result.code()).as(result.err()).isZero();
        Path out = folder.resolve("out.onnx");
        assertThat(Lineage.of(Model.read(out)).steps()).hasSize(4).first().isEqualTo("simplify");
        assertThat(result.out())
                .contains("1. simplify", "2. separate --rank=1", "4. quantize --effort=fast")
                .contains("made by: simplify -> separate --form depthwise --rank 1 -> tune --steps 2")
                .contains("data/test: top1");
        ModelCard card = ModelCard.read(folder.resolve("out.json"));
        card.checkDigest(out);
        assertThat(card.recipe().orElseThrow()).contains("separate").contains("quantize");
    }

    @Test
    void stopsAtAStepThatFailsAndSaysWhy() {
        RunResult result = optimize("separate(layers=nowhere) -> quantize", "--quiet");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("the model has no convolution 'nowhere'");
        assertThat(Files.exists(folder.resolve("out.onnx"))).isFalse();
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaceCommandTest {
    @TempDir
    private Path folder;

    private RunResult replace(Path model, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "replace", model.toString(), "-o", folder.resolve("out.onnx").toString()));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    private Path mobile() throws IOException {
        CatsAndDogs.write(folder);
        return CatsAndDogs.network(folder, "mobile", "photo-light", new ImageSize(96, 96));
    }

    @Test
    void replacesTrainsAndScoresBesideItsSource() throws IOException {
        Path model = mobile();

        RunResult result = replace(
                model,
                "--what",
                "activations,gates",
                "--data",
                folder.resolve("data").toString(),
                "--steps",
                "2",
                "--batch",
                "4");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("hard-swish")
                .contains("gate")
                .contains("furthest from what was there")
                .contains("trained for 2 steps")
                .contains("data/test: top1")
                .contains("times as fast on one thread");
        ModelCard card = ModelCard.read(folder.resolve("out.json"));
        assertThat(card.recipe().orElseThrow()).contains("replace --what activations,gates; tune --steps 2 --batch 4");
        card.checkDigest(folder.resolve("out.onnx"));
        Model made = Model.read(folder.resolve("out.onnx"));
        assertThat(Lineage.of(made).steps()).hasSize(2);
        assertThat(made.graph().nodes()).noneMatch(node -> node.isAnyOf("HardSwish", "HardSigmoid"));
    }

    @Test
    void asksForSamples() throws IOException {
        RunResult result = replace(mobile());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("give some with --calib DATA");
        assertThat(folder.resolve("out.onnx")).doesNotExist();
    }

    @Test
    void leavesWhatIsNamedAndSaysSo() throws IOException {
        RunResult result = replace(mobile(), "--calib", folder.resolve("data").toString(), "--keep", "hardswish_7");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("left: hardswish_7: not asked for");
        assertThat(Model.read(folder.resolve("out.onnx")).graph().nodes())
                .filteredOn(node -> node.is("HardSwish"))
                .hasSize(1);
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.testkit.net.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeparateCommandTest {
    @TempDir
    private Path folder;

    private RunResult separate(Path model, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "separate", model.toString(), "-o", folder.resolve("out.onnx").toString()));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }

    @Test
    void reportsEachLayersEnergyAndWhyOthersWereLeft() {
        Path model = folder.resolve("net.onnx");
        Networks.named("squeezenet1_1").small().write(model);

        RunResult result = separate(model, "--saving", "2.5");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("depthwise: 9 of 26 convolutions")
                .contains("energy")
                .contains("a pointwise convolution has no places to separate");
        Model made = Model.read(folder.resolve("out.onnx"));
        assertThat(Lineage.of(made).steps()).containsExactly("separate --form depthwise --saving 2.5");
    }

    @Test
    void trainsFurtherAndScoresBesideItsSource() throws IOException {
        Path model = CatsAndDogs.write(folder);

        RunResult result = separate(
                model, "--rank", "1", "--data", folder.resolve("data").toString(), "--steps", "2", "--batch", "4");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("trained for 2 steps").contains("data/test: top1");
        ModelCard card = ModelCard.read(folder.resolve("out.json"));
        assertThat(card.recipe().orElseThrow())
                .startsWith("separate --form depthwise --rank 1; tune --steps 2 --batch 4");
        card.checkDigest(folder.resolve("out.onnx"));
    }
}

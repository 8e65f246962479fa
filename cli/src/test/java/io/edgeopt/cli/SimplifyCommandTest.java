package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimplifyCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path output;

    @BeforeEach
    void writeAModelOfThreeNodes() {
        model = folder.resolve("model.onnx");
        output = folder.resolve("out.onnx");
        GraphEditor editor = Model.empty("three", 13).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(4))));
        editor.add(Node.of("Relu", List.of("x"), List.of("r")));
        editor.add(Node.of("Identity", List.of("r"), List.of("i")));
        editor.add(Node.of("Neg", List.of("i"), List.of("y")));
        editor.addOutput(ValueInfo.named("y"));
        editor.model().write(model);
    }

    @Test
    void writesTheSmallerModelAndSaysWhatWentAway() {
        RunResult result = RunResult.of("simplify", model.toString(), "-o", output.toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).containsPattern("Identity +1 +0").containsPattern("remove-no-ops +1");
        assertThat(Model.read(output).graph().nodes()).hasSize(2);
    }

    @Test
    void tellsMachinesTheSame() {
        RunResult result = RunResult.of("simplify", model.toString(), "-o", output.toString(), "--json");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("{")
                .contains("\"nodes_before\" : 3", "\"nodes_after\" : 2", "\"remove-no-ops\" : 1");
    }

    @Test
    void doesNotLoseACardToAResultOfTheSameName() throws IOException {
        Path card = folder.resolve("model.json");
        Files.writeString(card, "{}");

        for (String taken : List.of("model", "out")) {
            RunResult result = RunResult.of(
                    "simplify", model.toString(), "-o", output.toString(), "--json=" + folder.resolve(taken + ".json"));

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains(taken + ".json is where the card of", "name another file");
        }

        assertThat(card).hasContent("{}");
        assertThat(output).doesNotExist();
    }

    @Test
    void doesClipsByFrames() {
        RunResult result =
                RunResult.of("simplify", "../models/zoo/movement.onnx", "-o", output.toString(), "--by-frames");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).containsPattern("by-frames +1[0-9]");
        assertThat(Model.read(output).graph().nodes())
                .filteredOn(node -> node.is("Conv"))
                .allMatch(node -> node.integers("kernel_shape").orElseThrow().length == 2);
    }

    @Test
    void saysWhereNothingCanBeDoneByFrames() {
        RunResult result = RunResult.of("simplify", model.toString(), "-o", output.toString(), "--by-frames");

        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("nothing here can be done by frames");
    }

    @Test
    void comparesOnGivenData() {
        Path data = folder.resolve("data.npy");
        Npy.write(data, Tensor.of(new float[] {1, 2, 3, 4, -1, -2, -3, -4}, 2, 4));

        RunResult result =
                RunResult.of("simplify", model.toString(), "-o", output.toString(), "--data", data.toString());

        // Each sample alone, then both at once.
        assertThat(result.out()).contains("on 3 samples");
    }

    @Test
    void refusesDataThatDoesNotFit() {
        Path data = folder.resolve("data.npy");
        Npy.write(data, Tensor.of(new long[] {1, 2, 3, 4}, 1, 4));

        RunResult result =
                RunResult.of("simplify", model.toString(), "-o", output.toString(), "--data", data.toString());

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .contains("holds int64 1x4, the model's input is x float [N, 4]")
                .hasLineCount(1);
        assertThat(Files.exists(output)).isFalse();
    }

    @Test
    void refusesAShapeThatIsNone() {
        RunResult result = RunResult.of("simplify", model.toString(), "-o", output.toString(), "--shape", "x=1,many");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("--shape 'x=1,many'").hasLineCount(1);
    }

    @Test
    void suggestsTheRewriteThatWasMeant() {
        RunResult result =
                RunResult.of("simplify", model.toString(), "-o", output.toString(), "--without", "remove-noops");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("remove-no-ops").hasLineCount(1);
    }
}

package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a model that answers what it is shown: three of four labels agree with it. */
class EvaluateCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeModelAndData() {
        Npy.write(folder.resolve("x.npy"), Tensor.of(new float[] {1, 0, 0, 1, 3, 2, 0, 5}, 4, 2));
        Npy.write(folder.resolve("y.npy"), Tensor.of(new long[] {0, 1, 0, 0}, 4));
        List<Dim> dims = List.of(new Dim.Free("N"), new Dim.Fixed(2));
        Model.empty("same", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, dims))
                .add(Node.of("Identity", List.of("x"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, dims))
                .model()
                .write(folder.resolve("same.onnx"));
    }

    @Test
    void printsScoresWithTheirIntervals() {
        RunResult result = evaluate();

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("4 samples")
                .contains("top1")
                .contains("0.7500")
                .contains("seed 0");
        assertThat(result.err()).contains("no card: assuming the task is classification");
    }

    @Test
    void comparesWithABaseline() {
        RunResult result = evaluate("--against", folder.resolve("same.onnx").toString(), "--batch", "3");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("≈ +0.0000").contains("mid-p 1.000 (0 lost, 0 won)");
    }

    @Test
    void asksOnlyForTheLabelsOfASet() throws Exception {
        Files.writeString(folder.resolve("same.json"), """
                {"card": 1, "name": "same", "task": "classification", "inputs": [{"name": "x"}],
                 "head": {"kind": "classification"}, "labels": ["0", "1"], "sets": {"home": ["1"]}}
                """);

        RunResult result = evaluate("--set", "home");
        RunResult unknown = evaluate("--set", "city");

        assertThat(result.out()).contains("1 samples\nonly 1\n");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("the card of same has no set 'city'").contains("known: home");
    }

    @Test
    void stampsTheJsonWithTheMachine() {
        RunResult result = evaluate("--json");

        assertThat(result.out())
                .contains("\"machine\"")
                .contains("\"features\"")
                .contains("\"digest\"");
    }

    @Test
    void readsTheCardBesideTheModel() throws Exception {
        Files.writeString(folder.resolve("same.json"), "{\"card\": 1, \"nam\": \"same\"}");

        RunResult result = evaluate();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("same.json").contains("did you mean 'name'?");
    }

    @Test
    void refusesToDrawWhatIsNoPicture() {
        Path sheet = folder.resolve("sheet.png");

        RunResult result = evaluate("--sheet", sheet.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is an array, which cannot be drawn; leave out --sheet");
        assertThat(sheet).doesNotExist();
    }

    private RunResult evaluate(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "evaluate",
                folder.resolve("same.onnx").toString(),
                "--data",
                folder.resolve("x.npy").toString()));
        words.addAll(List.of(more));
        return RunResult.of(words.toArray(String[]::new));
    }
}

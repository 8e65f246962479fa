package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.Golden;
import io.edgeopt.testkit.net.Activation;
import io.edgeopt.testkit.net.Conv;
import io.edgeopt.testkit.net.Net;
import io.edgeopt.testkit.net.Setup;
import io.edgeopt.testkit.net.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final Locale LOCALE = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void showsAModelToPeople() {
        Path file = tiny();

        RunResult result = RunResult.of("inspect", file.toString(), "--layers");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        Golden.assertMatches("inspect.txt", result.out());
    }

    @Test
    void showsTheSameUnderAnotherLocale() {
        Path file = tiny();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));

        RunResult result = RunResult.of("inspect", file.toString(), "--layers");

        Golden.assertMatches("inspect.txt", result.out());
    }

    @Test
    void showsWhatCanBePruned() {
        Path file = tiny();

        RunResult result = RunResult.of("inspect", file.toString(), "--groups");

        assertThat(result.err()).isEmpty();
        Golden.assertMatches("inspect-groups.txt", result.out());
    }

    @Test
    void showsAModelToMachines() {
        Path file = tiny();

        RunResult result = RunResult.of("inspect", file.toString(), "--json");

        Golden.assertMatches("inspect.json", result.out());
    }

    @Test
    void tellsWhatItCanOfAModelWithOperatorsThatNobodyKnows() {
        GraphEditor editor = Model.empty("custom", 13).edit();
        editor.addInput(picture(new Dim.Fixed(8)));
        editor.set("weight", Tensor.of(new float[108], 4, 3, 3, 3));
        editor.add(Node.of("Conv", List.of("x", "weight"), List.of("features")).withName("first"));
        editor.add(Node.of("Mystery", List.of("features"), List.of("y"))
                .inDomain("com.example")
                .withName("strange"));
        editor.addOutput(ValueInfo.named("y"));
        Path file = written(editor.model().withOpset("com.example", 1));

        RunResult result = RunResult.of("inspect", file.toString());

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("unknown where the file is silent: ONNX Runtime does not load")
                .contains("strange: com.example.Mystery is not in edgeopt's table of operators")
                .contains("108");
    }

    @Test
    void saysWhichExtentItNeeds() {
        Path file = written(free());

        RunResult result = RunResult.of("inspect", file.toString());

        assertThat(result.code()).isZero();
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("axis 2 of input 'x' is free in [N, 3, H, W]; give it an extent: --shape x=1,3,224,224");
    }

    @Test
    void takesTheExtentsItIsGiven() {
        Path file = written(free());

        RunResult result = RunResult.of("inspect", file.toString(), "--shape", "x=2,3,10,10");

        assertThat(result.out()).contains("2x3x10x10").contains("MACs        13.82 k (13,824)");
    }

    @Test
    void refusesExtentsThatAreNone() {
        Path file = written(free());

        RunResult result = RunResult.of("inspect", file.toString(), "--shape", "x=2,3,ten");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .isEqualTo("edgeopt: --shape 'x=2,3,ten' is not an input's name and its extents, whole numbers from 1,"
                        + " like images=1,3,320,320\n");
    }

    @Test
    void refusesExtentsThatTheModelDoesNotTake() {
        Path file = written(free());

        RunResult result = RunResult.of("inspect", file.toString(), "--shape", "x=2,4,10,10");

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err())
                .isEqualTo("edgeopt: input 'x' cannot have shape 2x4x10x10: the model takes [N, 3, H, W]\n");
    }

    @Test
    void refusesAFileThatIsNoModel() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.onnx"), "not a model");

        RunResult result = RunResult.of("inspect", file.toString());

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("is not an ONNX model").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void saysThatAFileIsNotThere() {
        RunResult result = RunResult.of("inspect", folder.resolve("none.onnx").toString());

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err()).contains("none.onnx does not exist").hasLineCount(1);
    }

    private Path tiny() {
        Net net = new Net("tiny", new Setup(16, 4, true, false));
        Value x = net.batchNorm(
                net.conv(net.input("images", 3, 16, 16), "stem", Conv.of(8, 3).stride(2)), "norm");
        x = Activation.HARD_SWISH.after(net, x);
        x = Activation.RELU.after(net, net.conv(x, "body", Conv.of(16, 3).withBias()));
        Model model = net.output("logits", net.linear(net.pooled(x), "head", 4)).model();
        return written(model.withMetadata("labels", "fire,none,smoke,unknown"));
    }

    private Path written(Model model) {
        Path file = folder.resolve(model.graph().name() + ".onnx");
        model.write(file);
        return file;
    }

    private static Model free() {
        GraphEditor editor = Model.empty("free", 13).edit();
        editor.addInput(picture(new Dim.Free("H"), new Dim.Free("W")));
        editor.set("weight", Tensor.of(new float[108], 4, 3, 3, 3));
        editor.add(Node.of("Conv", List.of("x", "weight"), List.of("y")));
        editor.addOutput(ValueInfo.named("y"));
        return editor.model();
    }

    private static ValueInfo picture(Dim side) {
        return ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Fixed(1), new Dim.Fixed(3), side, side));
    }

    private static ValueInfo picture(Dim height, Dim width) {
        return ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(3), height, width));
    }
}

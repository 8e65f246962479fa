package io.edgeopt.cli;

import static io.edgeopt.cli.Refusals.assertRefused;

import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.BrokenModel;
import io.edgeopt.testkit.BrokenModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of broken model against each command that takes one. */
class BrokenModelTest {
    @TempDir
    private Path folder;

    private Path out = Path.of("");
    private Path data = Path.of("");

    static List<BrokenModel> models() {
        return BrokenModels.all();
    }

    @BeforeEach
    void writeDataAndAnEarlierResult() throws IOException {
        out = Files.writeString(folder.resolve("out.onnx"), "an earlier result");
        data = folder.resolve("x.npy");
        Npy.write(data, Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));
        Npy.write(folder.resolve("y.npy"), Tensor.of(new long[] {0, 1}, 2));
    }

    @ParameterizedTest
    @MethodSource("models")
    void isRefusedByInspect(BrokenModel broken) {
        Path model = broken.in(folder);

        assertRefused(folder, List.of(model.toString(), broken.word()), "inspect", model.toString());
    }

    @ParameterizedTest
    @MethodSource("models")
    void isRefusedBySimplifyAndTheEarlierResultStays(BrokenModel broken) {
        Path model = broken.in(folder);

        assertRefused(
                folder, List.of(model.toString(), broken.word()), "simplify", model.toString(), "-o", out.toString());
    }

    @ParameterizedTest
    @MethodSource("models")
    void isRefusedByEvaluate(BrokenModel broken) {
        Path model = broken.in(folder);

        assertRefused(
                folder,
                List.of(model.toString(), broken.word()),
                "evaluate",
                model.toString(),
                "--data",
                data.toString());
    }
}

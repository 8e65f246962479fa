package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
    @TempDir
    private Path folder;

    private String model(String name) {
        Path file = folder.resolve(name);
        Model.empty("mean", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 3, 16, 16)))
                .add(Node.of("GlobalAveragePool", List.of("x"), List.of("p")))
                .add(Node.of("Flatten", List.of("p"), List.of("y")))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 3)))
                .model()
                .write(file);
        return file.toString();
    }

    @Test
    void measuresEachModelInAProcessOfItsOwnAndComparesWithTheFirst() {
        RunResult result = RunResult.of(
                "bench",
                model("one.onnx"),
                model("two.onnx"),
                "--task",
                "classification",
                "--rounds",
                "1",
                "--frames",
                "70",
                "--scenario",
                "single",
                "--warmup",
                "0",
                "--json");

        assertThat(result.code()).as(result.err()).isZero();
        BenchResult bench = Json.parse("bench", result.out(), BenchResult.class);
        assertThat(bench.command()).startsWith("edgeopt", "bench").contains("--frames", "70");
        assertThat(bench.models()).hasSize(2).allSatisfy(model -> {
            assertThat(model.failure()).isEmpty();
            assertThat(model.digest()).hasSize(64);
            assertThat(model.fps()).isPositive();
        });
        assertThat(bench.models()).flatExtracting(Measured::forks).allSatisfy(fork -> {
            assertThat(fork.processed()).isEqualTo(70);
            assertThat(fork.frames().size()).isEqualTo(70);
            assertThat(fork.source()).isEqualTo("drawn, 640x480");
            assertThat(fork.resizer()).isEqualTo("bilinear_antialias");
        });
        assertThat(bench.models().get(0).ratio()).isEmpty();
        assertThat(bench.models().get(1).ratio()).isPresent();
        assertThat(bench.models().get(0).forks()).extracting(Fork::guesses).isNotEmpty();
    }

    @Test
    void showsWhatItMeasuredAndWhyItIsNotToBeBelieved() {
        RunResult result = RunResult.of("bench", model("one.onnx"), "--rounds", "1", "--frames", "20", "--warmup", "0");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("camera, the newest frame wins; source drawn, 640x480")
                .contains("frames/s")
                .contains("n too small")
                .contains("age of the newest answer")
                .containsPattern("one.onnx: (energy was not measured|[-0-9.]+ mJ a frame)")
                .contains("INVALID")
                .contains("frames are too few")
                .contains("try: measure longer");
        assertThat(result.err()).contains("no card: assuming");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "3, 1, 0 0 0", "2, 2, 0 1 1 0", "3, 2, 0 1 1 0 0 1 0", "3, 3, 0 1 2 2 1 0 0 1 2 0"})
    void givesTurnsForwardsAndBackwardsAndEndsWithTheFirst(int rounds, int models, String turns) {
        assertThat(BenchRun.order(rounds, models).stream().map(String::valueOf).toList())
                .containsExactly(turns.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "30s, 30", "500ms, 0.5", "2m, 120", "1.5h, 5400"})
    void readsTimesAsUsersWriteThem(String text, double seconds) {
        assertThat(Seconds.parse("--duration", text)).isEqualTo(seconds);
    }
}

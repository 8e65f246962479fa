package io.edgeopt.core.study.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.evaluate.EvaluationResult;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.MadeStudy;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.metric.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReaderTest {
    private static final Machine HERE = machine("a processor", "amd64");
    private static final Machine ELSEWHERE = machine("another", "aarch64");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeResults() throws IOException {
        MadeStudy.result(MadeStudy.row("fp32", 10, 0.9, 1)).write(folder.resolve("one.json"));
        MadeStudy.result(MadeStudy.row("int8", 5, 0.88, 1)).write(folder.resolve("two.json"));
        Files.writeString(folder.resolve("bench.json"), Json.write(bench("models/fire.onnx", HERE)));
        Files.writeString(folder.resolve("arm.json"), Json.write(bench("models/fire.onnx", ELSEWHERE)));
        Files.writeString(folder.resolve("scores.json"), Json.write(evaluation("fire", 0.9, 256)));
    }

    @Test
    void putsRowsOfOneModelTogether() {
        StudyResult merged = read("one.json", "two.json");

        assertThat(rows(merged)).containsExactly("fire/fp32@x86_64", "fire/int8@x86_64");
        assertThat(merged.command()).startsWith("edgeopt", "merge");
        assertThat(merged.preset()).isEqualTo("quick");
        assertThat(merged.machines()).hasSize(1);
    }

    @Test
    void readsWhatItWrote() {
        StudyResult merged = read("one.json", "two.json");
        merged.write(folder.resolve("all.json"));

        assertThat(read("all.json")).isEqualTo(merged);
    }

    @Test
    void putsSpeedAndAccuracyOfARowIntoOne() {
        StudyResult merged = read("fire/int8@x86=bench.json", "fire/int8@x86=scores.json");

        assertThat(rows(merged)).containsExactly("fire/int8@x86");
        VariantRow row = merged.models().get(0).rows().get(0);
        assertThat(row.accuracy().orElseThrow().scores().get(0).value()).isEqualTo(0.9);
        assertThat(row.file().orElseThrow().bytes()).isEqualTo(1234);
        assertThat(merged.models().get(0).task()).contains(Task.CLASSIFICATION);
        assertThat(merged.models().get(0).data().orElseThrow().samples()).isEqualTo(256);
    }

    @Test
    void setsDevicesSideBySide() {
        StudyResult merged = read("/int8=bench.json", "/int8=arm.json");

        assertThat(rows(merged)).containsExactly("fire/int8@x86_64", "fire/int8@arm64");
        assertThat(merged.machines()).containsEntry("arm64", ELSEWHERE);
    }

    @Test
    void numbersAnotherMachineOfTheSameName() {
        StudyResult merged = read("/int8@ci=bench.json", "/int8@ci=arm.json");

        assertThat(rows(merged)).containsExactly("fire/int8@ci", "fire/int8@ci-2");
        assertThat(merged.machines()).containsEntry("ci", HERE).containsEntry("ci-2", ELSEWHERE);
    }

    @Test
    void refusesTwoResultsOfOneRow() {
        MadeStudy.result(MadeStudy.row("fp32", 20, 0.9, 1)).write(folder.resolve("again.json"));

        assertThatThrownBy(() -> read("one.json", "again.json"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("two results have a row fire/fp32@x86_64 with different speed");
    }

    @Test
    void refusesScoresOnOtherSamples() throws IOException {
        Files.writeString(folder.resolve("fewer.json"), Json.write(evaluation("fire", 0.9, 64)));

        assertThatThrownBy(() -> read("/a=scores.json", "/b=fewer.json"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("fire was scored on 256 samples of drawn and on 64 samples of drawn");
    }

    @Test
    void refusesOneNameForSeveralRows() {
        MadeStudy.result().write(folder.resolve("both.json"));

        assertThatThrownBy(() -> read("fire/x=both.json"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("has 2 rows [fp32, int8], of which not all can be called 'x'");
    }

    @Test
    void refusesWhatIsNoResult() throws IOException {
        Files.writeString(folder.resolve("card.json"), "{\"card\": 1}");

        assertThatThrownBy(() -> read("card.json"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("card.json is no result");
    }

    private StudyResult read(String... arguments) {
        return ResultReader.read(List.of(arguments).stream()
                .map(argument -> argument.contains("=")
                        ? argument.replace("=", "=" + folder + "/")
                        : folder.resolve(argument).toString())
                .toList());
    }

    private static List<String> rows(StudyResult study) {
        return study.models().stream()
                .flatMap(model -> model.rows().stream().map(row -> name(model, row)))
                .toList();
    }

    private static String name(StudiedModel model, VariantRow row) {
        return model.name() + "/" + row.variant() + "@" + row.device();
    }

    private static BenchResult bench(String model, Machine machine) {
        BenchPlan plan = MadeStudy.row("fp32", 10, 0.9, 1).speed().orElseThrow().plan();
        Measured measured = Measured.of(model, "00", 1234, List.of(), Optional.empty(), Optional.empty(), 0);
        Verdict verdict = new Verdict(Verdict.State.VALID, List.of(), List.of());
        return new BenchResult("1.0", List.of("edgeopt", "bench"), plan, machine, List.of(measured), verdict);
    }

    private static EvaluationResult evaluation(String model, double accuracy, int samples) {
        return new EvaluationResult(
                model,
                "00",
                Optional.empty(),
                "drawn",
                "drawn",
                List.of(),
                Task.CLASSIFICATION,
                samples,
                List.of(new Score("top1", accuracy, accuracy - 0.03, accuracy + 0.03, samples)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "onnxruntime",
                1,
                0,
                1000,
                HERE);
    }

    private static Machine machine(String cpu, String architecture) {
        return new Machine(
                cpu, List.of(), 2, 1, Optional.empty(), Optional.empty(), "Linux 6 " + architecture, "vendor 17");
    }
}

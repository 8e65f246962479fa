package io.edgeopt.core.study.merge;

import io.edgeopt.core.evaluate.EvaluationResult;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.study.Accuracy;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one command found, as a study that has found nothing else. */
final class SingleResult {
    /** What a row is called as long as nobody gives it a name. */
    private static final String UNNAMED = "given";

    private SingleResult() {}

    static StudyResult of(BenchResult bench) {
        String device = bench.plan().device().orElseGet(() -> device(bench.machine()));
        List<StudiedModel> models = bench.models().stream()
                .map(model -> new StudiedModel(
                        stem(model.model()),
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of(row(device, bench, model))))
                .toList();
        return result(bench.version(), bench.command(), "bench", bench.plan().seed(), device, bench.machine(), models);
    }

    private static VariantRow row(String device, BenchResult bench, Measured model) {
        return new VariantRow(
                UNNAMED,
                device,
                "as it was given",
                List.of(),
                model.forks().isEmpty() ? model.failure() : Optional.empty(),
                Optional.of(new VariantFile(
                        model.model(),
                        model.digest(),
                        model.fileBytes(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                Speed.of(bench.plan(), bench.verdict(), model),
                Optional.empty(),
                List.of());
    }

    static StudyResult of(EvaluationResult evaluation) {
        String device = device(evaluation.machine());
        Accuracy accuracy = new Accuracy(
                evaluation.scores(),
                evaluation.perClass(),
                evaluation.comparisons(),
                Optional.empty(),
                evaluation.notes());
        VariantRow row = new VariantRow(
                UNNAMED,
                device,
                "as it was given",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(accuracy),
                Optional.empty(),
                Optional.empty(),
                List.of());
        Optional<Task> task = Optional.of(evaluation.task());
        StudiedModel model = new StudiedModel(
                stem(evaluation.model()),
                task,
                "",
                Optional.of(new StudiedModel.TestData(evaluation.set(), "", evaluation.samples())),
                evaluation.shown(),
                List.of(row));
        return result(
                "",
                List.of("edgeopt", "evaluate", evaluation.model()),
                "evaluate",
                evaluation.seed(),
                device,
                evaluation.machine(),
                List.of(model));
    }

    private static StudyResult result(
            String version,
            List<String> command,
            String preset,
            long seed,
            String device,
            Machine machine,
            List<StudiedModel> models) {
        return new StudyResult(
                StudyResult.FORMAT,
                version,
                command,
                preset,
                false,
                "",
                seed,
                Map.of(device, machine),
                models,
                List.of(),
                List.of());
    }

    private static String device(Machine machine) {
        String architecture = machine.os().substring(machine.os().lastIndexOf(' ') + 1);
        return switch (architecture) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }

    private static String stem(String model) {
        String name = String.valueOf(Path.of(model).getFileName());
        return name.replaceFirst("\\.onnx$", "");
    }
}

package io.edgeopt.core.study;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.measure.Stage;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A study of one model, made up but in one piece: what is said twice is said alike. */
public final class MadeStudy {
    private static final String DEVICE = "x86_64";

    private MadeStudy() {}

    /** A classifier in float and in integers, the latter faster and a little worse. */
    public static StudyResult result() {
        return result(row("fp32", 10, 0.9, 4_000_000), row("int8", 5, 0.88, 1_100_000));
    }

    public static StudyResult result(VariantRow... rows) {
        StudiedModel model = new StudiedModel(
                "fire",
                Optional.of(Task.CLASSIFICATION),
                "128x128",
                Optional.of(new StudiedModel.TestData("drawn fire", "00ff", 256)),
                List.of("fire", "smoke", "normal"),
                List.of(rows));
        return new StudyResult(
                StudyResult.FORMAT,
                "1.0",
                List.of("edgeopt", "run"),
                "quick",
                true,
                "2026-01-31",
                0,
                Map.of(DEVICE, machine()),
                List.of(model),
                List.of(),
                List.of("energy: this machine does not tell it"));
    }

    /** A row whose frames take about {@code milliseconds}, in three rounds of 200. */
    public static VariantRow row(String variant, double milliseconds, double accuracy, long bytes) {
        List<Speed.Round> rounds = IntStream.range(0, 3)
                .mapToObj(round -> round(milliseconds, 200, 31L * round + variant.hashCode()))
                .toList();
        boolean baseline = variant.equals(StudiedModel.BASELINE);
        return new VariantRow(
                variant,
                DEVICE,
                "made for a test",
                List.of(),
                Optional.empty(),
                Optional.of(new VariantFile(
                        "variants/fire/" + variant + ".onnx",
                        "ab".repeat(32),
                        bytes,
                        Optional.empty(),
                        Optional.of(1_000_000L),
                        Optional.of(50_000_000L),
                        Optional.empty())),
                Optional.of(new Accuracy(
                        List.of(new Score("top1", accuracy, accuracy - 0.03, accuracy + 0.03, 256)),
                        List.of(new Score("f1/fire", accuracy, accuracy - 0.05, accuracy + 0.05, 256)),
                        baseline
                                ? List.of()
                                : List.of(new Comparison(
                                        "top1",
                                        0.9,
                                        accuracy,
                                        accuracy - 0.9,
                                        accuracy - 0.915,
                                        accuracy - 0.89,
                                        256,
                                        Optional.empty())),
                        Optional.empty(),
                        List.of())),
                Optional.of(speed(rounds, baseline, milliseconds)),
                baseline
                        ? Optional.empty()
                        : Optional.of(new Explained(
                                List.of(new Explained.Method(
                                        "gradcam",
                                        8,
                                        Optional.empty(),
                                        Optional.of(new Explained.Drift(0.08, 0.05, 0.12, 0.95, 0.8, 0.9, 1)),
                                        Optional.empty())),
                                List.of())),
                List.of());
    }

    public static Speed speed(List<Speed.Round> rounds, boolean baseline, double milliseconds) {
        double[] work = rounds.stream()
                .flatMap(round -> round.workMs().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] age = rounds.stream()
                .flatMap(round -> round.ageMs().stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new Speed(
                plan(),
                new Verdict(Verdict.State.VALID, List.of(), List.of()),
                rounds.get(0).fps(),
                rounds.stream().mapToDouble(Speed.Round::fps).min().orElseThrow(),
                rounds.stream().mapToDouble(Speed.Round::fps).max().orElseThrow(),
                Optional.of(Percentiles.of(work, 10, 0)),
                Optional.of(Percentiles.of(work, 10, 0)),
                Optional.of(Percentiles.of(age, 10, 0)),
                List.of(new Stage("prepare", 1, 1), new Stage("infer", milliseconds - 1, milliseconds - 1)),
                milliseconds * 1.2,
                Optional.of(120_000_000L),
                Optional.of(9_000_000L),
                Optional.empty(),
                baseline
                        ? Optional.empty()
                        : Optional.of(
                                new Ratio("frame", milliseconds / 10, milliseconds / 10.3, milliseconds / 9.7, 3)),
                rounds);
    }

    /** Frames that take about {@code milliseconds}, now and then twice that. */
    public static Speed.Round round(double milliseconds, int frames, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] work = IntStream.range(0, frames)
                .mapToDouble(
                        frame -> milliseconds * (0.95 + 0.1 * random.nextDouble()) * (random.nextInt(50) == 0 ? 2 : 1))
                .map(value -> Math.round(value * 1000) / 1000.0)
                .toArray();
        List<Double> inference =
                Arrays.stream(work).map(value -> value - 1).boxed().toList();
        List<Double> age = Arrays.stream(work).map(value -> value + 2).boxed().toList();
        return new Speed.Round(
                Arrays.stream(work).boxed().toList(),
                inference,
                Collections.nCopies(frames, 0.5),
                age,
                Math.min(30, 1000 / milliseconds));
    }

    private static BenchPlan plan() {
        return new BenchPlan(
                "camera",
                "drawn",
                "newest",
                Optional.empty(),
                10,
                Optional.empty(),
                3,
                3,
                "onnxruntime",
                1,
                "card",
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static Machine machine() {
        return new Machine(
                "a processor",
                List.of("avx2"),
                2,
                8_000_000_000L,
                Optional.empty(),
                Optional.empty(),
                "Linux 6.1 amd64",
                "vendor 17");
    }
}

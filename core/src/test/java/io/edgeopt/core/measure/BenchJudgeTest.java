package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.json.Json;
import io.edgeopt.core.measure.Verdict.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BenchJudgeTest {
    private static final Machine MACHINE =
            new Machine("cpu", List.of(), 2, 1L << 33, Optional.empty(), Optional.empty(), "Linux", "Java");

    private static BenchPlan plan(int rounds, Optional<String> limit) {
        return new BenchPlan(
                "camera",
                "drawn",
                "newest",
                Optional.empty(),
                10,
                Optional.empty(),
                1,
                rounds,
                "onnxruntime",
                1,
                "card",
                limit,
                Optional.empty(),
                0);
    }

    /** Frames every 33 ms, of which the work takes about so many milliseconds. */
    private static FrameTimes frames(int count, double work, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Long>> lists = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lists.add(new ArrayList<>());
        }
        for (long i = 0; i < count; i++) {
            long due = i * 33_000;
            long took = Math.round(1000 * work * (0.97 + 0.06 * random.nextDouble()));
            long[] row = {
                i,
                due,
                due,
                due + 100,
                due + 200,
                due + 300,
                due + 300,
                due + 250 + took,
                due + 260 + took,
                due + 300 + took
            };
            for (int c = 0; c < row.length; c++) {
                lists.get(c).add(row[c]);
            }
        }
        return new FrameTimes(
                lists.get(0),
                lists.get(1),
                lists.get(2),
                lists.get(3),
                lists.get(4),
                lists.get(5),
                lists.get(6),
                lists.get(7),
                lists.get(8),
                lists.get(9));
    }

    private static Fork fork(double work, long seed, double others, long failed) {
        FrameTimes frames = frames(300, work, seed);
        ProcessFigures process = new ProcessFigures(
                3,
                0,
                0,
                Optional.of(others),
                Optional.of(50L << 20),
                Optional.of(80L << 20),
                Optional.of(90L << 20),
                Optional.empty(),
                Optional.empty());
        return new Fork(
                frames.size() + failed,
                frames.size(),
                0,
                failed,
                10,
                100,
                0.2,
                0,
                Optional.empty(),
                false,
                "drawn, 640x480",
                "bilinear",
                List.of(),
                process,
                List.of(),
                MACHINE,
                frames,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Measured measured(List<Fork> forks, Optional<List<Fork>> baseline) {
        return Measured.of("model.onnx", "00", 1000, forks, baseline, Optional.empty(), 0);
    }

    private static List<Fork> three(double work) {
        return List.of(fork(work, 1, 0, 0), fork(work, 2, 0, 0), fork(work, 3, 0, 0));
    }

    @Test
    void findsNothingAgainstAQuietRun() {
        Measured model = measured(three(8), Optional.empty());

        Verdict verdict = BenchJudge.judge(plan(3, Optional.empty()), List.of(model), three(8));

        assertThat(verdict).isEqualTo(new Verdict(State.VALID, List.of(), List.of()));
    }

    @Test
    void saysThatTheMachineDrifted() {
        Measured model = measured(three(8), Optional.empty());

        Verdict verdict = BenchJudge.judge(plan(3, Optional.empty()), List.of(model), List.of(fork(8.5, 4, 0, 0)));

        assertThat(verdict.state()).isEqualTo(State.INVALID);
        assertThat(verdict.reasons()).singleElement().asString().contains("the machine drifted: model.onnx again");
    }

    @Test
    void doesNotTellADriftFromProcessesThatDifferByOneRound() {
        Measured model = measured(List.of(fork(8, 1, 0, 0)), Optional.empty());

        Verdict verdict = BenchJudge.judge(plan(1, Optional.empty()), List.of(model), List.of(fork(8.5, 4, 0, 0)));

        assertThat(verdict.state()).isEqualTo(State.INCONCLUSIVE);
        assertThat(verdict.reasons()).anySatisfy(reason -> assertThat(reason).contains("the machine drifted"));
    }

    @Test
    void saysThatOthersWereAtWork() {
        Measured model = measured(List.of(fork(8, 1, 0.7, 0), fork(8, 2, 0, 0), fork(8, 3, 0, 0)), Optional.empty());

        Verdict verdict = BenchJudge.judge(plan(3, Optional.empty()), List.of(model), List.of());

        assertThat(verdict.state()).isEqualTo(State.INCONCLUSIVE);
        assertThat(verdict.reasons()).containsExactly("model.onnx: other processes kept 0.7 CPUs busy");
        assertThat(verdict.advice()).containsExactly("stop what else runs on the machine");
    }

    @Test
    void saysThatFramesFailedAndThatALimitDoesNotHold() {
        Measured model = measured(List.of(fork(8, 1, 0, 2), fork(8, 2, 0, 0), fork(8, 3, 0, 0)), Optional.empty());

        Verdict verdict = BenchJudge.judge(plan(3, Optional.of("cpus=0.5")), List.of(model), List.of());

        assertThat(verdict.state()).isEqualTo(State.INVALID);
        assertThat(verdict.reasons())
                .contains("model.onnx: 2 of 302 frames failed", "model.onnx: the limit cpus=0.5 cannot be read back");
    }

    @Test
    void saysThatRoundsDifferOrAreTooFew() {
        Measured model = measured(List.of(fork(8, 1, 0, 0), fork(10, 2, 0, 0)), Optional.empty());

        Verdict verdict = BenchJudge.judge(plan(2, Optional.empty()), List.of(model), List.of());

        assertThat(verdict.state()).isEqualTo(State.INCONCLUSIVE);
        assertThat(verdict.reasons()).hasSize(2).anyMatch(reason -> reason.contains("rounds differ by 2"));
    }

    @Test
    void tellsOfOneModelWhatSpeaksAgainstItAlone() {
        BenchPlan plan = plan(3, Optional.empty());
        Measured quiet = measured(three(8), Optional.empty());
        Measured failing = measured(List.of(fork(8, 1, 0, 2), fork(8, 2, 0, 0), fork(8, 3, 0, 0)), Optional.empty());
        List<Measured> models = List.of(quiet, failing);
        Verdict whole = BenchJudge.judge(plan, models, three(8));
        BenchResult bench = new BenchResult("1", List.of(), plan, MACHINE, models, whole);

        assertThat(whole.state()).isEqualTo(State.INVALID);
        assertThat(BenchJudge.of(bench, 0).state()).isEqualTo(State.VALID);
        assertThat(BenchJudge.of(bench, 1).reasons()).containsExactly("2 of 302 frames failed");
    }

    @Test
    void comparesWithTheFirstModelRoundByRound() {
        Measured small = measured(three(4), Optional.of(three(8)));

        assertThat(small.ratio()).hasValueSatisfying(ratio -> {
            assertThat(ratio.value()).isCloseTo(0.5, within(0.01));
            assertThat(ratio.leavesOutOne()).isTrue();
        });
        assertThat(small.fps()).isCloseTo(1000 / 33.0, within(0.1));
        assertThat(small.cpuMsPerFrame()).isCloseTo(10, within(1e-9));
        assertThat(small.sessionBytes()).hasValue(30L << 20);
        assertThat(small.stages())
                .extracting(Stage::name)
                .containsExactly("capture", "wait", "prepare", "wait for model", "infer", "decode", "deliver");
        assertThat(small.stages().get(2).medianMs()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void showsHowALongRunWentOn() {
        List<Fork.Reading> readings = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long bytes = 100_000_000 + (i < 200 ? 5000L * i : 1_000_000 + 300L * (i - 200));
            readings.add(new Fork.Reading(
                    i / 2.0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(bytes)));
        }
        Fork fork = fork(8, 1, 0, 0);
        Fork whole = new Fork(
                6000,
                6000,
                0,
                0,
                200,
                0,
                0,
                0,
                Optional.empty(),
                false,
                fork.source(),
                fork.resizer(),
                List.of(),
                fork.process(),
                readings,
                MACHINE,
                frames(6000, 8, 3),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(Sustained.of(fork)).isEmpty();
        assertThat(Sustained.of(whole)).hasValueSatisfying(sustained -> {
            assertThat(sustained.firstMs()).isCloseTo(8, within(0.3));
            assertThat(sustained.lastMs()).isCloseTo(8, within(0.3));
            // 600 bytes a second at 30 frames a second, now that it has settled.
            assertThat(sustained.growth())
                    .hasValueSatisfying(
                            growth -> assertThat(growth.bytesPerFrame()).isCloseTo(20, within(0.01)));
        });
    }

    @Test
    void survivesBeingWrittenAndRead() {
        BenchResult result = new BenchResult(
                "1",
                List.of("edgeopt", "bench"),
                plan(3, Optional.of("cpus=1")),
                MACHINE,
                List.of(measured(three(8), Optional.empty())),
                new Verdict(State.VALID, List.of(), List.of()));

        assertThat(Json.parse("result", Json.write(result), BenchResult.class)).isEqualTo(result);
    }

    @Test
    void showsAStallInHowOldTheNewestAnswerIs() {
        // Answers at 0, 30 and 60 ms to frames that were due 10 ms before; then nothing until one second.
        FrameTimes frames = new FrameTimes(
                list(0, 1, 2, 3),
                list(-10, 20, 50, 990),
                list(0, 0, 0, 0),
                list(0, 0, 0, 0),
                list(0, 0, 0, 0),
                list(0, 0, 0, 0),
                list(0, 0, 0, 0),
                list(0, 0, 0, 0),
                list(0, 0, 0, 0),
                list(0, 30, 60, 1000));

        assertThat(frames.age()).containsExactly(10, 10, 10, 10);
        assertThat(frames.staleness()).hasSize(100).startsWith(10, 20, 30, 10).endsWith(930, 940);
    }

    private static List<Long> list(long... milliseconds) {
        return Arrays.stream(milliseconds).map(value -> 1000 * value).boxed().toList();
    }
}

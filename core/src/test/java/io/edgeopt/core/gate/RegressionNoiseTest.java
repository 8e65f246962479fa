package io.edgeopt.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.MadeStudy;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.SpeedChange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs of an unchanged model, and of one that became 10 % slower, made of what frames really took on a busy machine: three
 * rounds of 10 s against three others, of another session as a rule, each redrawn in blocks of a second.
 */
class RegressionNoiseTest {
    private static final int ROUNDS = 3;
    private static final int BLOCK = 30;
    /** Milliseconds, which nothing here depends on. */
    private static final double PREPARATION = 1.7;

    private static final BenchPlan PLAN =
            MadeStudy.row("fp32", 10, 0.9, 1).speed().orElseThrow().plan();

    /** By stretch of time, by session in it, by round: microseconds of the model and of drawing, frame by frame. */
    private static List<List<List<int[][]>>> stretches;

    @BeforeAll
    static void readNoise() throws IOException {
        List<List<List<int[][]>>> read = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RegressionNoiseTest.class.getResourceAsStream("noise.txt")),
                StandardCharsets.UTF_8))) {
            for (String line :
                    lines.lines().filter(text -> !text.startsWith("#")).toList()) {
                if (line.equals("stretch")) {
                    read.add(new ArrayList<>());
                } else if (line.equals("session")) {
                    last(read).add(new ArrayList<>());
                } else {
                    int[] values = Arrays.stream(line.split(" "))
                            .mapToInt(Integer::parseInt)
                            .toArray();
                    last(last(read)).add(frames(values));
                }
            }
        }
        stretches = read;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static int[][] frames(int[] values) {
        int[][] frames = new int[values.length / 2][];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = Arrays.copyOfRange(values, 2 * i, 2 * i + 2);
        }
        return frames;
    }

    @Test
    void tellsNoiseFromChange() {
        Map<Outcome, Integer> unchanged = outcomes(60, 1);
        Map<Outcome, Integer> slower = outcomes(60, 1.1);

        assertThat(unchanged.get(Outcome.PASS)).as("unchanged: %s", unchanged).isGreaterThanOrEqualTo(56);
        assertThat(slower.get(Outcome.FAIL)).as("10 %% slower: %s", slower).isGreaterThanOrEqualTo(54);
    }

    @Test
    @Tag("slow")
    void raisesAtMostTwoFalseAlarmsInAHundred() {
        Map<Outcome, Integer> outcomes = outcomes(2000, 1);

        System.out.println("unchanged: " + outcomes);
        assertThat(outcomes.get(Outcome.FAIL)).as("%s", outcomes).isLessThanOrEqualTo(40);
    }

    @Test
    @Tag("slow")
    void catchesASlowdownOfTenPercent() {
        Map<Outcome, Integer> outcomes = outcomes(2000, 1.1);

        System.out.println("10 % slower: " + outcomes);
        assertThat(outcomes.get(Outcome.FAIL)).as("%s", outcomes).isGreaterThanOrEqualTo(1900);
    }

    private static Map<Outcome, Integer> outcomes(int reruns, double factor) {
        SplittableRandom random = new SplittableRandom(7);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List.of(Outcome.values()).forEach(outcome -> counts.put(outcome, 0));
        for (int rerun = 0; rerun < reruns; rerun++) {
            List<List<int[][]>> sessions = stretches.get(random.nextInt(stretches.size()));
            int[] before = start(sessions, random);
            int[] after = start(sessions, random);
            while (before[0] == after[0] && Math.abs(before[1] - after[1]) < ROUNDS) {
                after = start(sessions, random);
            }
            SpeedChange change = SpeedChange.of(
                    speed(sessions, before, 1, random), speed(sessions, after, factor, random), random.nextLong());
            Check check = Regression.latency("latency", "row", change, Tolerances.DEFAULT.latency());
            counts.merge(check.outcome(), 1, Integer::sum);
        }
        return counts;
    }

    private static int[] start(List<List<int[][]>> sessions, SplittableRandom random) {
        int session = random.nextInt(sessions.size());
        return new int[] {session, random.nextInt(sessions.get(session).size() - ROUNDS + 1)};
    }

    private static Speed speed(List<List<int[][]>> sessions, int[] start, double factor, SplittableRandom random) {
        List<Speed.Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(redrawn(sessions.get(start[0]).get(start[1] + i), factor, random));
        }
        return new Speed(
                PLAN,
                new Verdict(Verdict.State.VALID, List.of(), List.of()),
                30,
                30,
                30,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rounds);
    }

    private static Speed.Round redrawn(int[][] frames, double factor, SplittableRandom random) {
        List<Double> inference = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        List<Double> capture = new ArrayList<>();
        while (work.size() < frames.length) {
            int from = random.nextInt(frames.length - BLOCK + 1);
            for (int i = from; i < from + BLOCK && work.size() < frames.length; i++) {
                double model = factor * frames[i][0] / 1000;
                inference.add(model);
                work.add(model + PREPARATION);
                capture.add(frames[i][1] / 1000.0);
            }
        }
        return new Speed.Round(work, inference, capture, work, 30);
    }
}

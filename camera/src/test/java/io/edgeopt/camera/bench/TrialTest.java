package io.edgeopt.camera.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.camera.bench.Trial.Settings;
import io.edgeopt.camera.pipeline.PlayedCamera;
import io.edgeopt.camera.pipeline.PlayedModel;
import io.edgeopt.camera.source.Camera.Grab;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.FrameTimes;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A camera of 30 frames a second and a model that manages 10, on a clock on which that takes no time. */
@Timeout(30)
class TrialTest {
    private static final double INFERENCE = 0.1;

    private final VirtualClock clock = new VirtualClock();

    private Fork run(Scenario scenario, boolean everyFrame, PlayedCamera camera) {
        Settings settings = new Settings(scenario, everyFrame, OptionalDouble.empty(), 60, Long.MAX_VALUE, 2);
        return new Trial(camera, settings, clock)
                .run(
                        () -> List.of(new PlayedModel("slow", 1, index -> clock.spend(INFERENCE))),
                        "bilinear",
                        List.of("it is a guess"));
    }

    private static double median(Fork fork, Function<FrameTimes, double[]> series) {
        double[] values = series.apply(fork.frames());
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @Test
    void showsThatFramesStayYoungWhereTheNewestWinsAndGrowOldWhereEveryOneCounts() {
        Fork newest = run(Scenario.CAMERA, false, PlayedCamera.endless());
        Fork every = run(Scenario.CAMERA, true, PlayedCamera.endless());

        assertThat(newest.frames().fps()).isCloseTo(every.frames().fps(), within(0.2));
        // Milliseconds: below two inferences, and a third of the queue's and less.
        assertThat(median(newest, FrameTimes::age)).isLessThan(200);
        assertThat(median(every, FrameTimes::age)).isGreaterThan(10_000);
        assertThat(newest.dropped()).isGreaterThan(1100);
        assertThat(newest.captured()).isEqualTo(newest.processed() + newest.dropped() + newest.failed());
    }

    @Test
    void seesNoneOfThatInAClosedLoop() {
        Fork single = run(Scenario.SINGLE, false, PlayedCamera.endless());

        assertThat(median(single, FrameTimes::age)).isCloseTo(100, within(0.1));
        assertThat(single.dropped()).isZero();
        assertThat(single.frames().size()).isBetween(599, 600);
    }

    @Test
    void countsWhatAStallDoesOnlyWhereTheLoopIsOpen() {
        PlayedCamera stalling = stallingOnce();
        Fork open = run(Scenario.CAMERA, true, stalling);
        Fork closed = run(Scenario.SINGLE, false, stallingOnce());

        assertThat(Arrays.stream(open.frames().age()).max().orElseThrow()).isGreaterThan(20_000);
        assertThat(Arrays.stream(closed.frames().age()).max().orElseThrow()).isLessThan(101);
    }

    private PlayedCamera stallingOnce() {
        return new PlayedCamera(index -> {
            clock.spend(index == 200 ? 20 : 0);
            return Grab.FRAME;
        });
    }

    @Test
    void warmsUpFirstAndTellsWhatWasAssumed() {
        Fork fork = run(Scenario.OFFLINE, false, PlayedCamera.endless());

        assertThat(fork.warmedUp()).isBetween(20L, 22L);
        assertThat(fork.guesses()).containsExactly("it is a guess");
        assertThat(fork.source()).isEqualTo("played, 4x4");
        assertThat(fork.resizer()).isEqualTo("bilinear");
        assertThat(fork.frames().fps()).isCloseTo(10, within(0.01));
        assertThat(fork.machine().cores()).isPositive();
    }

    @Test
    void countsTheWorkOfSeveralModelsByWholeTurns() {
        Settings settings = new Settings(Scenario.CAMERA, false, OptionalDouble.empty(), 60, 600, 0);

        Fork fork = new Trial(PlayedCamera.endless(), settings, clock)
                .run(
                        () -> List.of(
                                new PlayedModel("often", 2, index -> clock.spend(0.004)),
                                new PlayedModel("seldom", 6, index -> clock.spend(0.012))),
                        "bilinear",
                        List.of());

        assertThat(fork.turn()).contains(6);
        // Three times four milliseconds and once twelve, over six frames.
        assertThat(fork.steadyWork()).hasSize(100);
        assertThat(Arrays.stream(fork.steadyWork()).boxed())
                .allSatisfy(work -> assertThat(work).isCloseTo(4, within(0.01)));
        assertThat(Arrays.stream(fork.frames().work()).max().orElseThrow())
                .as("turns do not fall on the same frame")
                .isCloseTo(12, within(0.01));
    }

    @Test
    void showsFramesToAModelOfClipsUntilItAnswers() {
        Settings settings = new Settings(Scenario.CAMERA, false, OptionalDouble.empty(), 60, 60, 0);

        Fork fork = new Trial(PlayedCamera.endless(), settings, clock)
                .run(() -> List.of(PlayedModel.ofClips("clips", 100)), "bilinear", List.of());

        assertThat(fork.warmedUp()).isEqualTo(1 + 2 * 64);
        assertThat(fork.turn()).isEmpty();
    }

    @Test
    void measuresNothingWhereNothingComesOfTheFirstFrame() {
        PlayedCamera empty = new PlayedCamera(index -> Grab.END);

        assertThatThrownBy(() -> run(Scenario.SINGLE, false, empty))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("no frame could be processed: the source gave none");
    }
}

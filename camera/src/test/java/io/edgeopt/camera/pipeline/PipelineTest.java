package io.edgeopt.camera.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.camera.pipeline.FrameLog.Moment;
import io.edgeopt.camera.source.Camera.Grab;
import io.edgeopt.core.InvalidDataException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a clock on which hours pass at once; a camera of 30 frames a second unless a test says otherwise. */
@Timeout(30)
class PipelineTest {
    private static final double INFERENCE = 0.1;

    private final VirtualClock clock = new VirtualClock();

    private PlayedModel slow() {
        return new PlayedModel("slow", 1, index -> clock.spend(INFERENCE));
    }

    private Outcome run(Mode mode, double seconds, PlayedCamera camera, PlayedModel... models) {
        Pipeline pipeline = new Pipeline(camera, List.of(models), Sink.NONE, clock);
        Outcome outcome = pipeline.run(new RunPlan(mode, OptionalDouble.of(30), Long.MAX_VALUE, seconds));
        assertThat(outcome.counts().addUp()).as("%s", outcome.counts()).isTrue();
        return outcome;
    }

    private static double[] age(Outcome outcome) {
        return outcome.log().seconds(Moment.DUE, Moment.DONE);
    }

    @Test
    void keepsFramesYoungerThanTwoInferencesWhereTheNewestWins() {
        Outcome outcome = run(Mode.NEWEST, 60, PlayedCamera.endless(), slow());

        assertThat(outcome.counts().captured()).isEqualTo(1800);
        assertThat(outcome.counts().processed()).isBetween(590L, 602L);
        assertThat(outcome.counts().failed()).isZero();
        assertThat(Arrays.stream(age(outcome)).max().orElseThrow()).isLessThan(2 * INFERENCE);
    }

    @Test
    void letsFramesGrowOldWhereEveryOneIsWorkedOn() {
        Outcome outcome = run(Mode.EVERY, 60, PlayedCamera.endless(), slow());

        double[] age = age(outcome);
        assertThat(outcome.counts().processed()).isBetween(590L, 610L);
        // A third of the frames is worked on, so each is later than the one before by two thirds of an inference.
        assertThat(age[300] - age[100]).isCloseTo(200 * (INFERENCE - 1.0 / 30), within(0.05));
        assertThat(age[age.length - 1]).isGreaterThan(35);
    }

    @Test
    void doesOneThingAfterTheOtherWhereItWorksAlone() {
        PlayedCamera camera = new PlayedCamera(index -> {
            clock.spend(0.02);
            return Grab.FRAME;
        });
        Pipeline pipeline = new Pipeline(camera, List.of(slow()), Sink.NONE, clock);

        Outcome outcome = pipeline.run(new RunPlan(Mode.ALONE, OptionalDouble.empty(), 50, 1e9));

        assertThat(outcome.counts()).isEqualTo(new Counts(50, 50, 0, 0));
        assertThat(outcome.seconds()).isCloseTo(50 * (0.02 + INFERENCE), within(1e-6));
        assertThat(outcome.log().index(49)).isEqualTo(49);
    }

    @Test
    void worksOnAllStagesAtOnceWhereEveryFrameCounts() {
        PlayedCamera camera = new PlayedCamera(index -> {
            clock.spend(0.09);
            return Grab.FRAME;
        });
        Pipeline pipeline = new Pipeline(camera, List.of(slow()), Sink.NONE, clock);

        Outcome outcome = pipeline.run(new RunPlan(Mode.EVERY, OptionalDouble.empty(), 50, 1e9));

        assertThat(outcome.counts()).isEqualTo(new Counts(50, 50, 0, 0));
        // Decoding hides behind inference.
        assertThat(outcome.seconds()).isCloseTo(50 * INFERENCE, within(0.1));
    }

    @Test
    void showsEachModelEveryFrameOfItsStride() {
        PlayedModel each = new PlayedModel("each", 1, index -> {});
        PlayedModel third = new PlayedModel("third", 3, index -> {});

        run(Mode.NEWEST, 1, PlayedCamera.endless(), each, third);

        assertThat(each.seen()).hasSize(30);
        assertThat(third.seen()).containsExactly(0L, 3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L);
    }

    @Test
    void preparesAndInfersModelsOnlyInTheirTurnAndApartWhereItCan() {
        PlayedModel fourth = new PlayedModel("fourth", 4, index -> {});
        PlayedModel other = new PlayedModel("other", 4, index -> {});
        PlayedModel second = new PlayedModel("second", 2, index -> {});

        run(Mode.NEWEST, 0.4, PlayedCamera.endless(), fourth, other, second);

        assertThat(fourth.seen()).containsExactly(0L, 4L, 8L);
        assertThat(other.seen()).containsExactly(1L, 5L, 9L);
        assertThat(second.seen()).containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
        assertThat(fourth.prepared()).isEqualTo(3);
        assertThat(second.prepared()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void passesOverDamagedFramesAndThoseOnWhichAModelFails(Mode mode) {
        PlayedCamera camera = new PlayedCamera(index -> index % 10 == 3 ? Grab.DAMAGED : Grab.FRAME);
        PlayedModel model = new PlayedModel("model", 1, index -> {
            if (index % 10 == 5) {
                throw new IllegalStateException("cannot bear fives");
            }
        });

        Outcome outcome = run(mode, 10, camera, model);

        assertThat(outcome.counts()).isEqualTo(new Counts(300, 240, 0, 60));
        assertThat(outcome.failure())
                .hasValueSatisfying(why -> assertThat(why).containsAnyOf("cannot bear fives", "a frame was damaged"));
        assertThat(outcome.ended()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void endsWhereNothingButFailureComes(Mode mode) {
        PlayedModel model = new PlayedModel("model", 1, index -> {
            throw new IllegalStateException("always");
        });

        Outcome outcome = run(mode, 1000, PlayedCamera.endless(), model);

        assertThat(outcome.ended()).isTrue();
        assertThat(outcome.failure()).hasValue("always");
        assertThat(outcome.counts().failed()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void goesOnAfterAStall(Mode mode) {
        PlayedCamera camera = new PlayedCamera(index -> {
            if (index == 100) {
                clock.spend(5);
            }
            return Grab.FRAME;
        });

        Outcome outcome = run(mode, 20, camera, new PlayedModel("quick", 1, index -> clock.spend(0.001)));

        double[] age = age(outcome);
        double[] done = outcome.log().times(Moment.DONE);
        assertThat(outcome.ended()).isFalse();
        assertThat(outcome.counts().captured()).isEqualTo(600);
        assertThat(age[age.length - 1]).isLessThan(0.01);
        if (mode == Mode.NEWEST) {
            // What was missed is not made up for: the frames that are overdue give way to the newest.
            assertThat(outcome.counts().dropped()).isBetween(145L, 151L);
            assertThat(done[100] - done[99]).isCloseTo(5, within(0.04));
        } else {
            // A closed loop would not see the stall at all: it would count from when the frame came.
            assertThat(Arrays.stream(age).max().orElseThrow()).isCloseTo(5, within(0.01));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void keepsWhatItHasWhenTheCameraDies(Mode mode) {
        PlayedCamera camera = new PlayedCamera(index -> {
            if (index == 50) {
                throw new InvalidDataException("camera door is gone");
            }
            return Grab.FRAME;
        });

        Outcome outcome = run(mode, 20, camera, new PlayedModel("quick", 1, index -> clock.spend(0.001)));

        assertThat(outcome.failure()).hasValue("camera door is gone");
        assertThat(outcome.ended()).isTrue();
        assertThat(outcome.counts().captured()).isEqualTo(50);
        assertThat(outcome.log().size()).isGreaterThan(45);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void takesTheEndOfARecordingForTheEnd(Mode mode) {
        PlayedCamera camera = new PlayedCamera(index -> index < 40 ? Grab.FRAME : Grab.END);

        Outcome outcome = run(mode, 20, camera, new PlayedModel("quick", 1, index -> {}));

        assertThat(outcome.counts()).isEqualTo(new Counts(40, 40, 0, 0));
        assertThat(outcome.failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void givesUpAStageOfWhichNothingIsHeard(Mode mode) {
        PlayedModel stuck = new PlayedModel("stuck", 1, index -> clock.spend(index == 10 ? 1e6 : 0.001));

        Outcome outcome = run(mode, 1000, PlayedCamera.endless(), stuck);

        assertThat(outcome.ended()).isTrue();
        assertThat(outcome.failure()).hasValueSatisfying(why -> assertThat(why).isNotEmpty());
        assertThat(outcome.seconds()).isLessThan(1e6);
    }

    @Test
    void tellsACameraThatHangsToGiveUp() {
        PlayedCamera camera = new PlayedCamera(index -> {
            clock.spend(index == 30 ? 1e6 : 0);
            return Grab.FRAME;
        });

        Outcome outcome = run(Mode.NEWEST, 1000, camera, new PlayedModel("quick", 1, index -> {}));

        assertThat(camera.wasInterrupted()).isTrue();
        assertThat(outcome.ended()).isTrue();
        assertThat(outcome.failure()).hasValue("nothing came for 60 s");
        assertThat(outcome.counts().processed()).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void bearsAClockThatJumps(Mode mode) {
        PlayedCamera camera = new PlayedCamera(index -> {
            if (index == 20) {
                clock.jump(3600);
            }
            return Grab.FRAME;
        });

        Outcome outcome = run(mode, 20, camera, new PlayedModel("quick", 1, index -> clock.spend(0.001)));

        assertThat(outcome.counts().captured()).isEqualTo(21);
        assertThat(outcome.seconds()).isGreaterThan(3600);
    }

    @Test
    void dropsFramesRatherThanGrowOldBeforeASlowSink() {
        PlayedModel quick = new PlayedModel("quick", 1, index -> clock.spend(0.001));
        Sink sink = (slot, model, answer) -> clock.spend(0.2);
        Pipeline pipeline = new Pipeline(PlayedCamera.endless(), List.of(quick), sink, clock);

        Outcome outcome = pipeline.run(new RunPlan(Mode.NEWEST, OptionalDouble.of(30), Long.MAX_VALUE, 20));

        assertThat(outcome.counts().addUp()).isTrue();
        assertThat(outcome.counts().dropped()).isGreaterThan(450);
        assertThat(Arrays.stream(age(outcome)).max().orElseThrow()).isLessThan(0.45);
    }

    @Test
    void repeatsToTheLastNanosecond() {
        Outcome first = run(Mode.NEWEST, 30, PlayedCamera.endless(), slow());
        Outcome second = run(Mode.NEWEST, 30, PlayedCamera.endless(), slow());

        assertThat(age(second)).isEqualTo(age(first));
    }
}

package io.edgeopt.optimizers.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TuneTest {
    private static final Dataset DATA = new Points(96);
    private static final TuneMaterial MATERIAL = TuneMaterial.of(DATA, Optional.of(DATA));

    private static Tuned tuned(Architecture start, TuneMaterial material, TuneSettings settings) {
        return new Tune(settings, new OrtBackend(), VideoOpener.NONE).run(start, material, Progress.NONE);
    }

    private static TuneSettings settings(int steps) {
        return TuneSettings.of(steps, 3).withBatch(16).withRate(0.1);
    }

    @Test
    void mendsAModelThatWasDamagedThoughItEndsWithASoftmax() {
        Tuned tuned = tuned(Points.line(1, 1, 1, 1, 1, 1), MATERIAL, settings(80));

        assertThat(tuned.before().orElseThrow()).isLessThan(0.7);
        assertThat(tuned.best().orElseThrow()).isGreaterThan(0.95);
        assertThat(tuned.steps()).isEqualTo(80);
        assertThat(tuned.curve().points()).hasSize(8);
    }

    @Test
    void givesTheSameBytesForTheSameSeed() {
        Tuned one = tuned(Points.line(1, 1, 1, 1, 1, 1), MATERIAL, settings(24));
        Tuned other = tuned(Points.line(1, 1, 1, 1, 1, 1), MATERIAL, settings(24));

        assertThat(one.model().toBytes()).isEqualTo(other.model().toBytes());
    }

    @Test
    void keepsTheGivenWeightsWhereNoneWereBetter() {
        Architecture good = Points.line(Points.RIGHT);

        Tuned tuned = tuned(good, MATERIAL, settings(8).withRate(5));

        assertThat(tuned.best().orElseThrow())
                .isGreaterThanOrEqualTo(tuned.before().orElseThrow());
        assertThat(tuned.before().orElseThrow()).isEqualTo(1);
    }

    @Test
    void learnsFromATeacherAloneWhatTheLabelsDoNotSay() {
        TuneMaterial taught = TuneMaterial.of(DATA, Optional.empty()).withTeacher(Points.line(Points.WRONG));
        TuneSettings settings = settings(120).withLesson(new Lesson(Lesson.Kind.SOFT, 1, 1, 0));

        Tuned tuned = tuned(Points.line(1, 1, 1, 1, 1, 1), taught, settings);

        float[] weights = tuned.model().graph().initializer("w").orElseThrow().toFloats();
        assertThat(weights[0]).isGreaterThan(weights[3]);
        assertThat(tuned.best()).isEmpty();
    }

    @Test
    void leavesMaskedWeightsZeroAndFrozenOnesAsTheyAre() {
        Tensor mask = Tensor.of(new float[] {1, 0, 1, 1, 0, 1}, 2, 3);
        TuneMaterial material = TuneMaterial.of(DATA, Optional.empty())
                .withMasks(Map.of("w", mask))
                .withFrozen(Set.of("b"));

        Tuned tuned = tuned(Points.line(1, 1, 1, 1, 1, 1), material, settings(16));

        float[] weights = tuned.model().graph().initializer("w").orElseThrow().toFloats();
        assertThat(Math.abs(weights[1]) + Math.abs(weights[4])).isZero();
        assertThat(tuned.model().graph().initializer("b").orElseThrow().toFloats())
                .containsOnly(0f);
    }

    @Test
    void countsStepsByEpochsWhereThatIsAsked() {
        TuneSettings settings = settings(1).withEpochs(3, DATA.size());

        assertThat(settings.steps()).isEqualTo(18);
        assertThat(settings.validations()).isEqualTo(3);
    }

    @Test
    void leavesEmbeddingsToTheirTeacherUnlessItIsSaid() {
        assertThat(Lesson.SOFT.shareFor(Task.EMBEDDING)).isEqualTo(1);
        assertThat(Lesson.SOFT.shareFor(Task.DETECTION)).isEqualTo(0.7);
        assertThat(new Lesson(Lesson.Kind.SOFT, 4, 0.5, 0).shareFor(Task.EMBEDDING))
                .isEqualTo(0.5);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> TuneSettings.of(0, 1))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("fine-tuning: steps is 0, expected 1 or more");
        assertThatThrownBy(() -> new Lesson(Lesson.Kind.SOFT, 4, 1.5, 0))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("share is 1.5");
    }
}

package io.edgeopt.optimizers.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.tune.Points;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a network with two hidden units that matter, two that nobody reads, and four that are never above zero. */
class JudgedBySamplesTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final Target FOUR_OF_EIGHT = new Target(Target.Of.RATIO, 0.5);

    @ParameterizedTest
    @EnumSource(names = {"ACTIVATION", "APOZ", "THINET", "TAYLOR"})
    void cutsWhatIsLargeButNeverActive(PruneSettings.Measure what) {
        PruneSettings settings = PruneSettings.channels(FOUR_OF_EIGHT)
                .withMultiple(1)
                .withMeasure(what)
                .rebuilding(false);

        Pruned pruned = pruned(settings, Optional.of(samples()), what == PruneSettings.Measure.TAYLOR ? 1 : 0);

        assertThat(pruned.layers()).containsExactly(new Pruned.Layer("hidden", 8, 4));
        assertThat(Answers.error(pruned.model(), network(), BACKEND)).isLessThan(1e-3);
    }

    @Test
    void cutsWhatMattersWhenItJudgesBySizeAlone() {
        PruneSettings settings = PruneSettings.channels(FOUR_OF_EIGHT).withMultiple(1);

        Pruned pruned = pruned(settings, Optional.empty(), 0);

        assertThat(Answers.error(pruned.model(), network(), BACKEND)).isGreaterThan(0.01);
    }

    @Test
    void weighsGroupsByWhatTheyBear() {
        PruneSettings settings = PruneSettings.channels(FOUR_OF_EIGHT)
                .withMultiple(1)
                .withMeasure(PruneSettings.Measure.ACTIVATION)
                .withWhere(new PruneSettings.Where.Sensitive());

        Pruned pruned = pruned(settings, Optional.of(samples()), 0);

        assertThat(Answers.error(pruned.model(), network(), BACKEND)).isLessThan(1e-3);
    }

    @Test
    void endsAGradualPruningAtItsRatioAndKeepsTheZeros() {
        PruneSettings settings = PruneSettings.masks(0.75)
                .withMeasure(PruneSettings.Measure.TAYLOR)
                .withSchedule(PruneSettings.When.GRADUAL);

        Pruned pruned = pruned(settings, Optional.empty(), 48);

        assertThat(pruned.facts().sparsity()).isBetween(0.74, 0.76);
        assertThat(pruned.trainings()).hasSize(6);
        assertThat(pruned.trainings().get(5).best().orElseThrow()).isGreaterThan(0.95);
    }

    @Test
    void endsDenseAfterSparseAndDenseAgainAndIsNoWorse() {
        PruneSettings settings = PruneSettings.masks(0.5).withSchedule(PruneSettings.When.DSD);

        Pruned pruned = pruned(settings, Optional.empty(), 800);

        assertThat(pruned.masks()).isEmpty();
        // Whatever no gradient reaches stays zero.
        assertThat(pruned.facts().sparsity()).isLessThan(0.2);
        assertThat(pruned.trainings().get(1).best().orElseThrow()).isGreaterThan(0.9);
    }

    @Test
    void cutsInRoundsDownToTheSameCount() {
        PruneSettings settings =
                PruneSettings.channels(FOUR_OF_EIGHT).withMultiple(1).withSchedule(PruneSettings.When.ITERATIVE);

        Pruned pruned = pruned(settings, Optional.empty(), 12);

        assertThat(pruned.layers()).containsExactly(new Pruned.Layer("hidden", 8, 4));
        assertThat(pruned.trainings()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVATION", "APOZ", "THINET", "TAYLOR"})
    void asksForTheDataThatAMeasureNeeds(PruneSettings.Measure what) {
        PruneSettings settings = PruneSettings.channels(FOUR_OF_EIGHT).withMeasure(what);

        assertThatThrownBy(() -> pruned(settings, Optional.empty(), 0))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(what == PruneSettings.Measure.TAYLOR ? "--data" : "--calib DATA");
    }

    private static Pruned pruned(PruneSettings settings, Optional<InputSource> samples, int steps) {
        Points data = new Points(96);
        Optional<Retraining> retraining = steps == 0
                ? Optional.empty()
                : Optional.of(new Retraining(
                        TuneSettings.of(steps, 3).withBatch(16).withRate(steps == 1 ? 1e-9 : 0.01),
                        TuneMaterial.of(data, Optional.of(data)),
                        Points.line(-3, 0, 0, 3, 0, 0).card(),
                        VideoOpener.NONE));
        return new Pruning(settings, BACKEND, samples, retraining, Progress.NONE).run(network());
    }

    private static InputSource samples() {
        return InputSource.of("drawn", DrawnInputs.of(network(), 24, 5));
    }

    private static Model network() {
        float[] in = new float[24];
        float[] out = new float[16];
        float[] shift = new float[8];
        for (int unit = 0; unit < 8; unit++) {
            in[3 * unit] = unit == 0 ? 3 : unit == 1 ? -3 : 5;
            in[3 * unit + 1] = unit < 2 ? 0 : 4;
            shift[unit] = unit < 4 ? 0 : -50;
            out[unit] = unit == 0 ? -1 : unit == 1 ? 1 : unit < 4 ? 0 : 2;
            out[8 + unit] = -out[unit];
        }
        return Model.empty("net", 17)
                .edit()
                .addInput(ValueInfo.of("x", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(3))))
                .set("in", Tensor.of(in, 8, 3))
                .set("shift", Tensor.of(shift, 8))
                .set("out", Tensor.of(out, 2, 8))
                .set("b", Tensor.of(new float[2], 2))
                .add(Node.of("Gemm", List.of("x", "in", "shift"), List.of("h"))
                        .withName("hidden")
                        .with("transB", 1))
                .add(Node.of("Relu", List.of("h"), List.of("r")).withName("relu"))
                .add(Node.of("Gemm", List.of("r", "out", "b"), List.of("y"))
                        .withName("last")
                        .with("transB", 1))
                .add(Node.of("Softmax", List.of("y"), List.of("p"))
                        .withName("softmax")
                        .with("axis", 1))
                .addOutput(ValueInfo.of("p", ElementType.FLOAT, List.of(new Dim.Free("N"), new Dim.Fixed(2))))
                .model();
    }
}

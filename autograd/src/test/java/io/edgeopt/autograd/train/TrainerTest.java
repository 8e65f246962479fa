package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.train.TrainingPlan.Optimizer;
import io.edgeopt.autograd.train.TrainingPlan.Schedule;
import io.edgeopt.autograd.train.TrainingResult.End;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final Stripes TRAINING = new Stripes(12, 1);
    private static final TrainingPlan PLAN = TrainingPlan.usual(6, 3).withOptimizer(Optimizer.ADAMW, 0.02, 0.9, 0.01);

    @TempDir
    private Path folder;

    /** The share of right answers on batches that the training never sees, by ONNX Runtime. */
    private record Unseen() implements Validation {
        @Override
        public String metric() {
            return "accuracy";
        }

        @Override
        public double of(Model model) {
            double sum = 0;
            try (Session session = new OrtBackend().open(model, SessionOptions.DEFAULT)) {
                for (int i = 0; i < 8; i++) {
                    Batch batch = new Stripes(8, 99).batch(0, i);
                    sum += Stripes.accuracy(
                            Objects.requireNonNull(session.run(batch.inputs()).get("y")), batch);
                }
            }
            return sum / 8;
        }
    }

    private static TrainingJob job() {
        return TrainingJob.of(Stripes.network(), TRAINING, new SquaredError()).withValidation(new Unseen());
    }

    private static TrainingResult trained(TrainingPlan plan, TrainingJob job) {
        return new Trainer(plan, () -> false, Progress.NONE).train(job);
    }

    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() >= steps;
    }

    @Test
    void learnsWhatSetsStripesApart() {
        TrainingResult result = trained(PLAN, job());

        assertThat(new Unseen().of(Stripes.network())).isLessThan(0.8);
        assertThat(result.end()).isEqualTo(End.COMPLETE);
        assertThat(result.best()).hasValueCloseTo(1.0, org.assertj.core.data.Offset.offset(0.03));
        assertThat(new Unseen().of(result.model())).isEqualTo(result.best().getAsDouble());
        assertThat(result.curve().points()).hasSize(6).last().satisfies(point -> {
            assertThat(point.steps()).isEqualTo(72);
            assertThat(point.loss()).isLessThan(result.curve().points().get(0).loss() / 2);
        });
    }

    @Test
    void givesTheSameModelForTheSameSeed() {
        assertSameWeights(trained(PLAN, job()).model(), trained(PLAN, job()).model());
    }

    @Test
    void givesTheSameModelHoweverManyThreadsMakeBatches() {
        assertSameWeights(
                trained(PLAN, job()).model(),
                trained(PLAN.withThreads(1, 3), job()).model());
    }

    @Test
    void goesOnWhereItWasStopped() {
        TrainingPlan plan = PLAN.withAverage(0.9);
        TrainingResult whole = trained(plan, job());

        TrainingResult stopped = new Trainer(plan, after(17), Progress.NONE).train(job().withFolder(folder));
        TrainingResult resumed = trained(plan, job().withFolder(folder));

        assertThat(stopped.end()).isEqualTo(End.STOPPED);
        assertThat(new Unseen().of(stopped.model())).isPositive();
        assertSameWeights(whole.model(), resumed.model());
        assertThat(TrainingCurve.read(folder.resolve("curve.csv")).points())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("imagesPerSecond")
                .isEqualTo(whole.curve().points());
    }

    @Test
    void refusesTheCheckpointOfAnotherTraining() {
        trained(PLAN.withClip(1), job().withFolder(folder));

        assertThatThrownBy(() -> trained(PLAN, job().withFolder(folder)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageEndingWith(
                        "another training, of clip=1.0 instead of clip=0.0; remove it, or choose another folder");
    }

    @Test
    void keepsTheBestModelInItsFolder() {
        TrainingResult result = trained(PLAN, job().withFolder(folder));

        assertThat(folder.resolve("best.onnx")).exists();
        assertSameWeights(result.model(), Model.read(folder.resolve("best.onnx")));
        assertThat(Files.exists(folder.resolve("checkpoint.npz"))).isTrue();
    }

    @Test
    void keepsMaskedWeightsAtZeroAndFrozenOnesAsTheyAre() {
        float[] ones = new float[6 * 9];
        for (int i = 0; i < ones.length; i += 2) {
            ones[i] = 1;
        }
        TrainingJob job =
                job().withMasks(Map.of("filters", Tensor.of(ones, 6, 1, 3, 3))).withFrozen(Set.of("classes", "scale"));

        Model model = trained(PLAN, job).model();

        float[] filters = values(model, "filters");
        for (int i = 0; i < filters.length; i++) {
            assertThat(filters[i] == 0).as("filter weight %d", i).isEqualTo(ones[i] == 0);
        }
        assertThat(values(model, "classes")).isEqualTo(values(Stripes.network(), "classes"));
        assertThat(values(model, "scale")).isEqualTo(values(Stripes.network(), "scale"));
        assertThat(values(model, "mean")).isEqualTo(values(Stripes.network(), "mean"));
        assertThat(values(model, "shift")).isNotEqualTo(values(Stripes.network(), "shift"));
    }

    @Test
    void learnsThroughQuantizedNodesAndLeavesTheirScalesAlone() {
        TrainingJob job = TrainingJob.of(Stripes.quantized(), TRAINING, new SquaredError());

        TrainingResult result = trained(PLAN, job);

        assertThat(result.curve().points().get(5).loss())
                .isLessThan(result.curve().points().get(0).loss() / 2);
        assertThat(new Unseen().of(result.model())).isGreaterThan(0.9);
        assertThat(values(result.model(), "scale of x")).isEqualTo(values(Stripes.quantized(), "scale of x"));
        assertThat(values(result.model(), "filters")).isNotEqualTo(values(Stripes.quantized(), "filters"));
    }

    @Test
    void learnsTheStatisticsOfBatchNorms() {
        Model model = trained(PLAN, job()).model();

        assertThat(values(model, "variance")).isNotEqualTo(values(Stripes.network(), "variance"));
    }

    @Test
    void endsWhenNothingGetsBetter() {
        TrainingPlan plan = TrainingPlan.usual(40, 3)
                .withOptimizer(Optimizer.SGD, 1e-9, 0.9, 0)
                .withPatience(2);

        TrainingResult result = trained(plan, job());

        assertThat(result.end()).isEqualTo(End.NO_BETTER);
        assertThat(result.curve().points().size()).isLessThan(12);
    }

    @Test
    void lowersTheRateOnAPlateau() {
        TrainingPlan plan = TrainingPlan.usual(8, 3)
                .withOptimizer(Optimizer.SGD, 1e-9, 0.9, 0)
                .withWarmup(0)
                .withSchedule(Schedule.PLATEAU, 2, 0.1);

        TrainingResult result = trained(plan, job());

        assertThat(result.curve().points().get(7).rate())
                .isLessThan(result.curve().points().get(0).rate() / 50);
    }

    @Test
    void saysSoWhenTheLossIsLost() {
        TrainingPlan plan = TrainingPlan.usual(3, 3)
                .withOptimizer(Optimizer.SGD, 1e25, 0, 0)
                .withWarmup(0);

        assertThatThrownBy(() -> trained(plan, job()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("lower the learning rate");
    }

    @Test
    void refusesAMaskForWhatDoesNotLearn() {
        assertThatThrownBy(() -> trained(PLAN, job().withMasks(Map.of("mean", Tensor.of(new float[6], 6)))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("'mean'");
    }

    private static float[] values(Model model, String name) {
        return model.graph().initializer(name).orElseThrow().toFloats();
    }

    private static void assertSameWeights(Model one, Model other) {
        for (String name : one.graph().initializerNames()) {
            assertThat(values(other, name)).as(name).isEqualTo(values(one, name));
        }
    }
}

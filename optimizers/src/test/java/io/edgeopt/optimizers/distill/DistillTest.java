package io.edgeopt.optimizers.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.tune.Lesson;
import io.edgeopt.optimizers.tune.TuneMaterial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistillTest {
    private static final List<String> LABELS = List.of("flat", "steep");
    private static final Dataset DATA = new Slopes(64);
    private static final TuneMaterial MATERIAL = TuneMaterial.of(DATA, Optional.of(DATA));

    /** Pictures of eight by eight that get brighter to the right, a little or a lot. */
    private record Slopes(int size) implements Dataset {
        @Override
        public String name() {
            return "slopes";
        }

        @Override
        public List<String> labels() {
            return LABELS;
        }

        @Override
        public Sample sample(int index) {
            SplittableRandom random = new SplittableRandom(index);
            float[] values = new float[64];
            float slope = index % 2 == 0 ? 0.1f : 1;
            for (int i = 0; i < 64; i++) {
                values[i] = slope * (i % 8) / 8 + 0.1f * (float) random.nextGaussian();
            }
            return new Sample("s" + index, new Content.Values(Tensor.of(values, 1, 8, 8)), new Truth.Label(index % 2));
        }
    }

    /** A convolution of so many filters with a batch norm, a mean, and a layer that tells two classes apart. */
    private static Architecture network(String name, int filters, long seed) {
        Random random = new Random(seed);
        Dim n = new Dim.Free("N");
        Model model = Model.empty(name, 17)
                .edit()
                .addInput(ValueInfo.of(
                        "x", ElementType.FLOAT, List.of(n, new Dim.Fixed(1), new Dim.Fixed(8), new Dim.Fixed(8))))
                .set("filters", drawn(random, filters, 1, 3, 3))
                .set("scale", filled(1, filters))
                .set("shift", filled(0, filters))
                .set("mean", filled(0, filters))
                .set("variance", filled(1, filters))
                .set("w", drawn(random, 2, filters))
                .set("b", filled(0, 2))
                .add(Node.of("Conv", List.of("x", "filters"), List.of("c")).with("pads", new long[] {1, 1, 1, 1}))
                .add(Node.of("BatchNormalization", List.of("c", "scale", "shift", "mean", "variance"), List.of("n")))
                .add(Node.of("Relu", List.of("n"), List.of("r")))
                .add(Node.of("GlobalAveragePool", List.of("r"), List.of("p")))
                .add(Node.of("Flatten", List.of("p"), List.of("f")))
                .add(Node.of("Gemm", List.of("f", "w", "b"), List.of("y")).with("transB", 1))
                .addOutput(ValueInfo.of("y", ElementType.FLOAT, List.of(n, new Dim.Fixed(2))))
                .model();
        Head head = new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX);
        CardInput input = new CardInput("x", Optional.empty(), Optional.empty());
        return new Architecture(model, ModelCard.of(name, Task.CLASSIFICATION, List.of(input), head, LABELS));
    }

    private static Tensor drawn(Random random, long... shape) {
        int size = 1;
        for (long extent : shape) {
            size *= (int) extent;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, shape);
    }

    private static Tensor filled(float value, int size) {
        float[] values = new float[size];
        java.util.Arrays.fill(values, value);
        return Tensor.of(values, size);
    }

    private static Distillation distillation(DistillSettings settings) {
        DistillSettings quick =
                settings.withTraining(settings.training().withBatch(16).withRate(0.02));
        Architecture teacher = network("teacher", 6, 1);
        ModelCard card = teacher.card().withSets(Map.of("home", List.of("steep")));
        return new Distill(quick, new OrtBackend(), VideoOpener.NONE)
                .run(new Architecture(teacher.model(), card), network("student", 3, 2), MATERIAL, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource(Lesson.Kind.class)
    void teachesEveryLessonBesideAControl(Lesson.Kind kind) {
        Distillation made = distillation(DistillSettings.of(Lesson.of(kind), 24, 5));

        assertThat(made.taught().best().orElseThrow()).isGreaterThanOrEqualTo(0.5);
        assertThat(made.control()).isPresent();
        assertThat(made.student().model().toBytes())
                .isNotEqualTo(made.control().orElseThrow().student().model().toBytes());
    }

    @Test
    void givesAVariantOfTheTeachersModelThatCanBeDeployed() {
        Distillation made = distillation(DistillSettings.of(Lesson.SOFT, 16, 5).withControl(false));

        assertThat(made.control()).isEmpty();
        assertThat(made.student().card().name()).isEqualTo("teacher");
        assertThat(made.student().card().shown("home")).containsExactly("steep");
        assertThat(made.student().model().graph().nodes()).noneMatch(node -> node.is("BatchNormalization"));
    }

    @Test
    void givesTheSameStudentForTheSameSeed() {
        DistillSettings settings = DistillSettings.of(Lesson.SOFT, 16, 5).withControl(false);

        assertThat(distillation(settings).student().model().toBytes())
                .isEqualTo(distillation(settings).student().model().toBytes());
    }

    @Test
    void refusesALessonThatWeighsLessThanNothing() {
        assertThatThrownBy(() -> new Lesson(Lesson.Kind.FEATURE, 4, 0.5, -1))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("weight is -1.0");
    }
}

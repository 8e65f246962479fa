package io.edgeopt.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {
    private static final Architectures ARCHITECTURES = new Architectures();

    static Stream<String> names() {
        return ARCHITECTURES.names().stream();
    }

    static Stream<String> students() {
        return ARCHITECTURES.entries().stream()
                .filter(entry -> entry.teacher().isPresent())
                .map(Entry::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void staysWithinItsBudget(String name) {
        Entry.Budget budget = ARCHITECTURES.entry(name).budget();

        Model model = ARCHITECTURES.build(name, ArchitectureOptions.DEFAULT).model();

        Cost cost = cost(model);
        assertThat(cost.uncounted()).isEmpty();
        assertThat(model.byteSize()).isBetween(budget.bytes() / 2, budget.bytes());
        assertThat(cost.macs()).isBetween(budget.macs() / 2, budget.macs());
    }

    @ParameterizedTest
    @MethodSource("students")
    void costsAQuarterOfItsTeacherAtMost(String student) {
        String teacher = ARCHITECTURES.entry(student).teacher().orElseThrow();

        Model small = ARCHITECTURES.build(student, ArchitectureOptions.DEFAULT).model();
        Model large = ARCHITECTURES.build(teacher, ArchitectureOptions.DEFAULT).model();

        assertThat(4 * cost(small).macs()).isLessThanOrEqualTo(cost(large).macs());
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysTheSameOfAPictureAloneAndAmongOthers(String name) {
        Architecture built = ARCHITECTURES.build(name, ArchitectureOptions.DEFAULT);
        Tensor three = drawn(built, 3);
        Tensor one = first(three);

        try (Session session = new OrtBackend().open(built.model(), SessionOptions.DEFAULT)) {
            Map<String, Tensor> alone = session.run(input(built, one));
            Map<String, Tensor> among = session.run(input(built, three));

            assertThat(alone.keySet())
                    .containsExactlyElementsOf(
                            session.outputs().stream().map(info -> info.name()).toList());
            alone.forEach((output, tensor) -> {
                float[] expected = tensor.toFloats();
                float[] found = Objects.requireNonNull(among.get(output)).toFloats();
                assertThat(found).hasSize(3 * expected.length);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found[i]).isFinite().isCloseTo(expected[i], within(1e-3f));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadByTheHeadOfItsCard(String name) {
        Architecture built = ARCHITECTURES.build(name, ArchitectureOptions.DEFAULT);
        ModelCard card = built.card();
        Preparation preparation = preparation(card);
        View view = View.exact(preparation.width(), preparation.height());

        try (Session session = new OrtBackend().open(built.model(), SessionOptions.DEFAULT)) {
            Map<String, Tensor> outputs = session.run(input(built, drawn(built, 2)));
            Prediction prediction = card.head().decode(outputs, 1, view);

            if (prediction instanceof Prediction.ClassScores scores) {
                assertThat(scores.classes()).isEqualTo(card.labels().size());
            } else if (prediction instanceof Prediction.Embedding embedding) {
                assertThat(embedding.toArray()).hasSize(128);
            } else if (prediction instanceof Prediction.Detections detections) {
                assertThat(detections.found())
                        .allSatisfy(found -> assertThat(found.label())
                                .isBetween(0, card.labels().size() - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasACardThatCanBeWrittenAndRead(String name) {
        ModelCard card = ARCHITECTURES.build(name, ArchitectureOptions.DEFAULT).card();

        assertThat(ModelCard.parse(name, card.toJson())).isEqualTo(card);
    }

    @Test
    void givesTheSameBytesForTheSameSeedAndOthersForAnother() {
        ArchitectureOptions options = ArchitectureOptions.DEFAULT.withWidth(0.25);

        byte[] once = ARCHITECTURES.build("fire-student", options).model().toBytes();
        byte[] again = ARCHITECTURES.build("fire-student", options).model().toBytes();
        byte[] other =
                ARCHITECTURES.build("fire-student", options.withSeed(1)).model().toBytes();

        assertThat(again).isEqualTo(once);
        assertThat(other).hasSameSizeAs(once).isNotEqualTo(once);
    }

    @Test
    void beginsDepthwiseFiltersAsSmallAsPyTorchDoes() {
        Model model =
                ARCHITECTURES.build("fire-student", ArchitectureOptions.DEFAULT).model();

        float[] filters = model.graph()
                .initializer("stage6.1.depthwise.conv.weight")
                .orElseThrow()
                .toFloats();

        double squares = 0;
        for (float weight : filters) {
            squares += weight * weight;
        }
        // He's formula with a fan-out of nine taps times all channels: torch.nn.init.kaiming_normal_(mode="fan_out").
        assertThat(Math.sqrt(squares / filters.length)).isCloseTo(Math.sqrt(2.0 / filters.length), withinPercentage(8));
    }

    @Test
    void takesLabelsWidthAndSizeFromTheUser() {
        ArchitectureOptions options = ArchitectureOptions.DEFAULT
                .withLabels(List.of("cat", "dog"))
                .withWidth(0.25)
                .withSize(new ImageSize(96, 64));

        Architecture built = ARCHITECTURES.build("fire-student", options);

        assertThat(built.card().labels()).containsExactly("cat", "dog");
        assertThat(preparation(built.card()).width()).isEqualTo(96);
        assertThat(built.model().graph().inputs()).hasToString("[image float [N, 3, 64, 96]]");
        assertThat(built.model().graph().outputs()).hasToString("[logits float [N, 2]]");
    }

    @Test
    void suggestsANameAndRefusesWhatCannotBe() {
        ArchitectureOptions options = ArchitectureOptions.DEFAULT;

        assertThatThrownBy(() -> ARCHITECTURES.build("fire-studnet", options))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'fire-student'?");
        assertThatThrownBy(() -> ARCHITECTURES.build("fire-student", options.withWidth(9)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("architecture 'fire-student' cannot be built with width 9.0; give 0.1 to 4.0");
        assertThatThrownBy(() -> ARCHITECTURES.build("fire-student", options.withSize(new ImageSize(8, 8))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("8x8 pixels; give sides of 32 to 2048");
        assertThatThrownBy(() -> ARCHITECTURES.build("fire-student", options.withLabels(List.of("a", "a"))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("two classes of one name");
        assertThatThrownBy(() -> ARCHITECTURES.build("fire-student", options.withFrames(8)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("single pictures");
    }

    static Cost cost(Model model) {
        return Cost.of(model, Trace.ofShapes(model, new OrtBackend(), Map.of()));
    }

    private static Preparation preparation(ModelCard card) {
        return card.inputs().get(0).preparation().orElseThrow();
    }

    private static Map<String, Tensor> input(Architecture built, Tensor value) {
        CardInput input = built.card().inputs().get(0);
        return Map.of(input.name(), value);
    }

    private static Tensor drawn(Architecture built, int batch) {
        long[] dims = built.model().graph().inputs().get(0).dims().orElseThrow().stream()
                .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : batch)
                .toArray();
        Tensor tensor = Tensor.allocate(ElementType.FLOAT, Shape.of(dims));
        FloatBuffer values = tensor.floats();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, (float) (2 * random.nextDouble() - 1));
        }
        return tensor;
    }

    private static Tensor first(Tensor three) {
        Tensor one = Tensor.allocate(ElementType.FLOAT, three.shape().with(0, 1));
        float[] values = new float[Math.toIntExact(one.size())];
        three.floats().get(values);
        one.floats().put(values);
        return one;
    }
}

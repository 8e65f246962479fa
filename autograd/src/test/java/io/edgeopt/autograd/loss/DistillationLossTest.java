package io.edgeopt.autograd.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistillationLossTest {
    private static final Targets NOTHING = new Targets.Classes(new float[][] {{1, 0, 0, 0}});

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.of("distillation.txt").all();
    }

    private static Trial trial(GoldenCases.Case golden) {
        Targets targets = golden.all("input").isEmpty() ? NOTHING : new Targets.Classes(golden.rows("shares"));
        return Trial.of(loss(golden.name()), golden.all("values"), targets)
                .taught(golden.all("teacher"))
                .with(golden.all("weights"));
    }

    private static Loss loss(String name) {
        return switch (name) {
            case "soft targets" -> SoftTargets.of("out", "wise", 4);
            case "soft targets mixed with the truth" ->
                SoftTargets.of("out", "wise", 4).mixed(0.7, CrossEntropy.of("out"));
            case "feature hint" -> FeatureHint.of("out", 3, "wise", 3, 1);
            case "feature hint of other width and size", "feature hint of vectors" ->
                FeatureHint.of("out", 3, "wise", 5, 1);
            case "feature hint of clips" -> FeatureHint.of("out", 2, "wise", 2, 1);
            case "attention transfer" -> AttentionTransfer.of("out", "wise");
            case "relational" -> Relational.of("out", "wise");
            case "embedding mimic" -> EmbeddingMimic.of("out", "wise");
            case "detector with background" ->
                DetectorMimic.of(new Head.Ssd(
                        "scores", "boxes", Optional.empty(), true, Activation.SOFTMAX, Suppression.DEFAULT));
            case "detector with distributions" ->
                DetectorMimic.of(
                        new Head.AnchorFree(
                                List.of("scores"),
                                List.of("boxes"),
                                List.of(8),
                                4,
                                Activation.SIGMOID,
                                Suppression.DEFAULT),
                        16,
                        16);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheValueAndTheSlopeOfPyTorch(GoldenCases.Case golden) {
        trial(golden).isAs(golden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheSlopeOfFiniteDifferences(GoldenCases.Case golden) {
        trial(golden).hasTheSlopeOfFiniteDifferences();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void asksForATeacher(GoldenCases.Case golden) {
        assertThat(loss(golden.name()).needsTeacher()).isTrue();
        assertThat(loss(golden.name()).weights().keySet())
                .isEqualTo(golden.all("weights").keySet());
    }

    @Test
    void isNoughtForAStudentThatSaysWhatItsTeacherSays() {
        for (String name :
                List.of("soft targets", "feature hint", "attention transfer", "relational", "embedding mimic")) {
            GoldenCases.Case golden = GoldenCases.of("distillation.txt").get(name);
            Map<String, Tensor> same = Map.of("wise", golden.get("values", "out"));

            double value = Trial.of(loss(name), golden.all("values"), NOTHING)
                    .taught(same)
                    .run()
                    .value();

            assertThat(value).as(name).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void readsATeacherThatSaysAllItsPicturesInOneRow() {
        float[] two = {1, 2, 3, -4, 5, 6};

        double value = Trial.of(EmbeddingMimic.of("out", "wise"), Map.of("out", Tensor.of(two, 2, 3)), NOTHING)
                .taught(Map.of("wise", Tensor.of(two, 1, 6)))
                .run()
                .value();

        assertThat(value).isCloseTo(0, within(1e-6));
    }

    @Test
    void staysFiniteForOneItemAndForItemsThatAreTheSame() {
        List<Tensor> batches = List.of(
                Tensor.of(new float[] {1, 2, 3}, 1, 3),
                Tensor.of(new float[] {1, 2, 3, 1, 2, 3}, 2, 3),
                Tensor.of(new float[] {1, 2, 3, 1, 2, 3, 4, 5, 6}, 3, 3),
                Tensor.of(new float[6], 2, 3));
        List<Loss> losses = List.of(
                SoftTargets.of("out", "wise", 4),
                FeatureHint.of("out", 3, "wise", 3, 1),
                Relational.of("out", "wise"),
                EmbeddingMimic.of("out", "wise"));
        for (Loss loss : losses) {
            for (Tensor batch : batches) {
                Trial.of(loss, Map.of("out", batch), NOTHING)
                        .taught(Map.of("wise", batch))
                        .isFinite();
            }
        }
        Trial.of(AttentionTransfer.of("out", "wise"), Map.of("out", Tensor.of(new float[8], 1, 2, 2, 2)), NOTHING)
                .taught(Map.of("wise", Tensor.of(new float[12], 1, 3, 2, 2)))
                .isFinite();
    }

    @Test
    void keepsTheWeightsOfItsPartsApart() {
        Loss hints =
                Weighted.of(1, FeatureHint.of("out", 3, "wise", 5, 1)).and(0.5, FeatureHint.of("out", 3, "wise", 5, 2));

        assertThat(hints.weights()).containsOnlyKeys("0.regressor", "1.regressor");
        Trial trial = Trial.of(hints, Map.of("out", Tensor.of(new float[] {1, 2, 3}, 1, 3)), NOTHING)
                .taught(Map.of("wise", Tensor.of(new float[] {1, 2, 3, 4, 5}, 1, 5)));
        assertThat(trial.run().of("1.regressor")).isNotEqualTo(new double[15]);
        trial.hasTheSlopeOfFiniteDifferences();
    }

    @Test
    void saysWhatDoesNotFit() {
        Map<String, Tensor> values = Map.of("out", Tensor.of(new float[12], 1, 3, 2, 2));
        Map<String, Tensor> teacher = Map.of("wise", Tensor.of(new float[5], 1, 5));
        List<Loss> losses = List.of(
                SoftTargets.of("out", "wise", 4),
                FeatureHint.of("out", 3, "wise", 5, 1),
                AttentionTransfer.of("out", "wise"),
                EmbeddingMimic.of("out", "wise"));
        for (Loss loss : losses) {
            assertThatThrownBy(() ->
                            Trial.of(loss, values, NOTHING).taught(teacher).run())
                    .isInstanceOf(EdgeoptException.class)
                    .hasMessageContaining("'wise'");
        }
        assertThatThrownBy(() -> Trial.of(losses.get(0), values, NOTHING).run())
                .isInstanceOf(EdgeoptException.class)
                .hasMessageContaining("the teacher has no tensor 'wise'");
    }
}

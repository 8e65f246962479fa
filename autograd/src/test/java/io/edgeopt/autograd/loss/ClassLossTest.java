package io.edgeopt.autograd.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassLossTest {
    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.of("classes.txt").all();
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

    private static Trial trial(GoldenCases.Case golden) {
        return Trial.of(loss(golden), golden.all("values"), new Targets.Classes(golden.rows("shares")));
    }

    private static Loss loss(GoldenCases.Case golden) {
        CrossEntropy entropy = CrossEntropy.of("scores");
        return switch (golden.name()) {
            case "cross-entropy smoothed" -> entropy.smoothed(0.1f);
            case "cross-entropy weighted" -> entropy.weighted(weights(golden));
            case "cross-entropy weighted and smoothed" ->
                entropy.weighted(weights(golden)).smoothed(0.1f);
            case "focal" -> Focal.of("scores", 2);
            case "focal of mixed shares" -> Focal.of("scores", 1.5f);
            case "focal weighted" -> Focal.of("scores", 2).weighted(weights(golden));
            default -> entropy;
        };
    }

    private static float[] weights(GoldenCases.Case golden) {
        return golden.get("input", "weights").toFloats();
    }

    @Test
    void staysFiniteWhereTheNetworkIsSure() {
        Targets right = new Targets.Classes(new float[][] {{1, 0, 0}});
        Targets wrong = new Targets.Classes(new float[][] {{0, 0, 1}});
        Map<String, Tensor> sure = Map.of("scores", Tensor.of(new float[] {200, -100, -200}, 1, 3));

        for (Loss loss : List.of(CrossEntropy.of("scores"), Focal.of("scores", 2), Focal.of("scores", 0.5f))) {
            Trial.of(loss, sure, right).isFinite();
            Trial.of(loss, sure, wrong).isFinite();
            assertThat(Trial.of(loss, sure, wrong).run().value()).isGreaterThan(300);
        }
    }

    @Test
    void isCrossEntropyWhereGammaIsNought() {
        Trial focal = trialOf(Focal.of("scores", 0));
        Trial entropy = trialOf(CrossEntropy.of("scores"));

        assertThat(focal.run().of("scores"))
                .containsExactly(entropy.run().of("scores"), org.assertj.core.api.Assertions.within(1e-6));
    }

    private static Trial trialOf(Loss loss) {
        Map<String, Tensor> values = Map.of("scores", Tensor.of(new float[] {1, -2, 0.5f, 0, 3, 0.1f}, 2, 3));
        return Trial.of(loss, values, new Targets.Classes(new float[][] {{0, 1, 0}, {0, 1, 0}}));
    }

    @Test
    void saysThatTheModelHasOtherClassesThanTheData() {
        Targets four = new Targets.Classes(new float[][] {{0, 1, 0, 0}, {0, 1, 0, 0}});
        Map<String, Tensor> values = trialOf(CrossEntropy.of("scores")).values();

        assertThatThrownBy(
                        () -> Trial.of(CrossEntropy.of("scores"), values, four).run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("output 'scores' has the shape (2, 3), but the data has 2 items of 4 classes");
        assertThatThrownBy(
                        () -> trialOf(CrossEntropy.of("scores").weighted(1, 2)).run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("2 class weights for 3 classes");
        assertThatThrownBy(() -> trialOf(CrossEntropy.of("skores")).run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no tensor 'skores'");
    }
}

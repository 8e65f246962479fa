package io.edgeopt.autograd.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddingLossTest {
    private static final int PEOPLE = 4;
    private static final int SIZE = 5;
    private static final ArcFace ARC_FACE =
            ArcFace.of("out", PEOPLE, SIZE, 1).withMargin(0.5).withScale(16);
    private static final CosFace COS_FACE =
            CosFace.of("out", PEOPLE, SIZE, 1).withMargin(0.35).withScale(16);

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.of("embeddings.txt").all();
    }

    private static Trial trial(GoldenCases.Case golden) {
        Loss loss = switch (golden.name()) {
            case "arcface" -> ARC_FACE;
            case "cosface" -> COS_FACE;
            default -> Triplet.of("out", 0.3);
        };
        return Trial.of(
                        loss,
                        golden.all("values"),
                        persons(golden.get("input", "persons").toFloats()))
                .with(golden.all("weights"));
    }

    private static Targets persons(float... indices) {
        int[] persons = new int[indices.length];
        for (int i = 0; i < persons.length; i++) {
            persons[i] = (int) indices[i];
        }
        return new Targets.Persons(persons);
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

    @Test
    void beginsWithTheSameCentresForTheSameSeed() {
        float[] once = centres(ArcFace.of("out", PEOPLE, SIZE, 3));
        float[] again = centres(CosFace.of("out", PEOPLE, SIZE, 3));
        float[] other = centres(ArcFace.of("out", PEOPLE, SIZE, 4));

        assertThat(once).containsExactly(again).isNotEqualTo(other);
    }

    @Test
    void beginsWithTheCentresThatAreGivenWhereTheyPointAnywhere() {
        ArcFace loss = ArcFace.of("out", 3, 2, 3);
        float[] before = centres(loss);

        float[] after = centres(loss.withCentres(Tensor.of(new float[] {1, 2, 0, 0, 0, -3}, 3, 2)));

        assertThat(after).containsExactly(1, 2, before[2], before[3], 0, -3);
        assertThatThrownBy(() -> loss.withCentres(Tensor.of(new float[4], 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for 3 people of 2 numbers");
    }

    private static float[] centres(Loss loss) {
        return Objects.requireNonNull(loss.weights().get("centres")).toFloats();
    }

    @Test
    void staysFiniteForOneItemForOnePersonAndForEmbeddingsThatAreTheSame() {
        float[] same = {1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5};
        for (Loss loss : List.of(ARC_FACE, COS_FACE, Triplet.of("out", 0.3))) {
            Trial.of(loss, Map.of("out", Tensor.of(new float[] {1, 2, 3, 4, 5}, 1, 5)), persons(2))
                    .isFinite();
            Trial.of(loss, Map.of("out", Tensor.of(same, 3, 5)), persons(2, 2, 2))
                    .isFinite();
            Trial.of(loss, Map.of("out", Tensor.of(same, 3, 5)), persons(2, 2, 1))
                    .isFinite();
            Trial.of(loss, Map.of("out", Tensor.of(new float[15], 3, 5)), persons(2, 2, 1))
                    .isFinite();
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        Map<String, Tensor> values = Map.of("out", Tensor.of(new float[6], 1, 6));

        assertThatThrownBy(() -> Trial.of(ARC_FACE, values, persons(4)).run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("person 4, but the loss was made for 4");
        assertThatThrownBy(() -> Trial.of(ARC_FACE, values, persons(1)).run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("gives 6 numbers an item, the loss was made for 5");
    }
}

package io.edgeopt.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.head.BoxSearch;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Slopes of targets against differences between scores a little apart. */
final class TargetSlopesTest {
    private static final double STEP = 1e-3;

    private static Tensor drawn(long... dims) {
        SplittableRandom random = new SplittableRandom(3);
        long size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.2 + 0.7 * random.nextDouble());
        }
        return Tensor.of(values, dims);
    }

    private static void assertSlopesAreDifferences(Target target, Map<String, Tensor> outputs, int items) {
        Map<String, Tensor> slopes = target.slopes(outputs);
        outputs.forEach((name, values) -> {
            float[] expected = new float[(int) values.size()];
            for (int i = 0; i < expected.length; i++) {
                for (int item = 0; item < items; item++) {
                    double up = target.score(moved(outputs, name, i, STEP), item);
                    double down = target.score(moved(outputs, name, i, -STEP), item);
                    expected[i] += (float) ((up - down) / (2 * STEP));
                }
            }
            assertThat(Objects.requireNonNull(slopes.get(name)).toFloats()).containsExactly(expected, within(2e-3f));
        });
    }

    private static Map<String, Tensor> moved(Map<String, Tensor> outputs, String name, int element, double by) {
        Map<String, Tensor> moved = new HashMap<>(outputs);
        Tensor values = Objects.requireNonNull(outputs.get(name)).copy();
        values.floats().put(element, (float) (values.floats().get(element) + by));
        moved.put(name, values);
        return moved;
    }

    @Test
    void areThoseOfTheCosineForAnIdentity() {
        Target target = new IdentityTarget("out", new Embedding(new float[] {1, -2, 0.5f, 3}), "ann");

        assertSlopesAreDifferences(target, Map.of("out", drawn(2, 4)), 2);
    }

    @Test
    void weighAnIdentitySoThatItsElementsAddUpToTheCosine() {
        Target target = new IdentityTarget("out", new Embedding(new float[] {1, -2, 0.5f, 3}), "ann");
        Map<String, Tensor> outputs = Map.of("out", drawn(1, 4));

        float[] weights =
                Objects.requireNonNull(target.weights(outputs).get("out")).toFloats();

        float[] values = drawn(1, 4).toFloats();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        assertThat(sum).isCloseTo(target.score(outputs, 0), within(1e-6));
    }

    @Test
    void areThoseOfTheProductWhereABoxHasAnObjectness() {
        ScorePlace place = new ScorePlace("out", 6, OptionalInt.of(4), /* logits= */ false, "out", 0);

        assertSlopesAreDifferences(new CellTarget("out", place, "cat"), Map.of("out", drawn(2, 2, 7)), 2);
    }

    @Test
    void areThoseOfTheSumBeforeASigmoid() {
        ScorePlace place = new ScorePlace("out", 6, OptionalInt.of(4), /* logits= */ true, "out", 0);

        assertSlopesAreDifferences(new CellTarget("out", place, "cat"), Map.of("out", drawn(2, 2, 7)), 2);
    }

    @Test
    void areThoseOfTheScoreOfTheBoxThatReachesTheProduct() {
        Head head = new Head.Ssd("scores", "boxes", Optional.empty(), false, Head.Activation.NONE, Suppression.DEFAULT);
        Tensor boxes = Tensor.of(new float[] {0, 0, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1}, 1, 2, 4);
        Map<String, Tensor> outputs = Map.of("scores", drawn(1, 2, 2), "boxes", boxes);
        View view = View.exact(10, 10);
        Box asked = new Box(5, 5, 10, 9);
        BoxSearch.Found found =
                BoxSearch.best(head, outputs, 0, view, 1, asked::overlap).orElseThrow();
        Target target = new BoxTarget(head, Set.of("scores", "boxes"), view, asked, 1, "cat", found.place());

        float[] slopes =
                Objects.requireNonNull(target.slopes(outputs).get("scores")).toFloats();

        assertThat(target.score(outputs, 0)).isCloseTo(found.worth(), within(1e-9));
        assertThat(slopes).containsExactly(new float[] {0, 0, 0, 0.8f}, within(1e-6f));
    }

    @Test
    void refuseAVectorOfAnotherModel() {
        Target target = new IdentityTarget("out", new Embedding(new float[] {1, 2}), "ann");

        assertThatThrownBy(() -> target.score(Map.of("out", drawn(1, 4)), 0))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("ann is known by 2 numbers, the model gives 4");
    }
}

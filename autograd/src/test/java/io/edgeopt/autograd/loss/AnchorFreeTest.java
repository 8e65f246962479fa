package io.edgeopt.autograd.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Head.Activation;
import io.edgeopt.core.task.head.Suppression;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnchorFreeTest {
    private static final int SIDE = 64;
    private static final int CLASSES = 3;

    private static AnchorFree loss(int regMax, Activation activation) {
        return AnchorFree.of(
                new Head.AnchorFree(
                        List.of("s8", "s16"),
                        List.of("b8", "b16"),
                        List.of(8, 16),
                        regMax,
                        activation,
                        Suppression.DEFAULT),
                SIDE,
                SIDE);
    }

    private static AnchorFree loss(GoldenCases.Case golden) {
        return loss(golden.name().startsWith("plain") ? 0 : 4, Activation.SIGMOID);
    }

    static Stream<GoldenCases.Case> cases() {
        return GoldenCases.of("anchor-free.txt").all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheValueAndTheSlopeOfPyTorch(GoldenCases.Case golden) {
        Trial.of(loss(golden), golden.all("values"), Boxes.of(golden.rows("objects"), 2))
                .isAs(golden);
    }

    /** Qualities depend on the network's answers, yet are taken for given: they are fixed at the first run. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheSlopeOfFiniteDifferences(GoldenCases.Case golden) {
        AnchorFree loss = loss(golden);
        List<CellTargets> first = new ArrayList<>();
        Loss fixed = outcome -> {
            NDArray table = loss.table(outcome);
            if (first.isEmpty()) {
                first.add(loss.targets(outcome, table));
            }
            return loss.of(outcome, table, first.get(0));
        };

        Trial.of(fixed, golden.all("values"), Boxes.of(golden.rows("objects"), 2))
                .hasTheSlopeOfFiniteDifferences();
    }

    @Test
    void assignsTheNearestCellToAnObjectBetweenCells() {
        CellGrid grid = new CellGrid(List.of(8, 16), SIDE, SIDE);
        List<LabelledBox> tiny = List.of(new LabelledBox(new Box(9, 9, 11, 11), 1, false));

        CellTargets targets = TaskAligned.of(grid, CLASSES, new float[grid.count() * (CLASSES + 4)], List.of(tiny));

        assertThat(targets.rows()).containsExactly(9);
        assertThat(targets.quality()[9 * CLASSES + 1]).isEqualTo(0.1f);
    }

    @Test
    void letsNoCellAnswerForTwoObjects() {
        CellGrid grid = new CellGrid(List.of(8, 16), SIDE, SIDE);
        List<LabelledBox> same = List.of(
                new LabelledBox(new Box(8, 8, 40, 40), 1, false), new LabelledBox(new Box(8, 8, 40, 41), 2, false));
        float[] seen = new float[grid.count() * (CLASSES + 4)];
        Arrays.fill(seen, 1);

        CellTargets targets = TaskAligned.of(grid, CLASSES, seen, List.of(same));

        assertThat(targets.rows()).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }

    @Test
    void ignoresCellsInACrowd() {
        CellGrid grid = new CellGrid(List.of(8, 16), SIDE, SIDE);
        List<LabelledBox> crowd = List.of(new LabelledBox(new Box(0, 0, 16, 16), 1, true));

        CellTargets targets = TaskAligned.of(grid, CLASSES, new float[grid.count() * (CLASSES + 4)], List.of(crowd));

        assertThat(targets.weights()).containsExactly(0);
        assertThat(targets.quality()[0]).isNegative();
        assertThat(targets.quality()[5 * CLASSES]).isZero();
    }

    @Test
    void staysFiniteWithoutObjectsAndWithAnswersThatAreWild() {
        List<Targets> batches = List.of(
                new Targets.Objects(List.of(List.of())),
                new Targets.Objects(List.of(List.of(new LabelledBox(new Box(1, 1, 60, 60), 0, true)))),
                new Targets.Objects(List.of(List.of(
                        new LabelledBox(new Box(9, 9, 9, 30), 0, false),
                        new LabelledBox(new Box(1, 1, 60, 60), 2, false)))));
        for (Targets targets : batches) {
            for (float scale : new float[] {0, 1, 300, -300}) {
                Trial.of(loss(0, Activation.SIGMOID), values(scale, 4), targets).isFinite();
                Trial.of(loss(4, Activation.SIGMOID), values(scale, 20), targets)
                        .isFinite();
            }
            Trial.of(loss(0, Activation.NONE), values(0, 4), targets).isFinite();
            Trial.of(loss(0, Activation.NONE), values(1, 4), targets).isFinite();
        }
    }

    private static Map<String, Tensor> values(float scale, int numbers) {
        return Map.of(
                "s8", filled(scale, 1, 64, CLASSES),
                "b8", filled(scale, 1, numbers, 8, 8),
                "s16", filled(scale, 1, 16, CLASSES),
                "b16", filled(scale, 1, numbers, 16));
    }

    private static Tensor filled(float scale, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i % 2 == 0 ? scale : scale / 2;
        }
        return Tensor.of(values, dims);
    }

    @Test
    void saysWhatDoesNotFit() {
        Targets nothing = new Targets.Objects(List.of(List.of()));

        assertThatThrownBy(() -> loss(0, Activation.SOFTMAX))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("activation SOFTMAX");
        assertThatThrownBy(() -> Trial.of(loss(16, Activation.SIGMOID), values(1, 4), nothing)
                        .run())
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("too few for 4 x 17");
    }
}

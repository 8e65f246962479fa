package io.edgeopt.optimizers.quantize.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.optimizers.quantize.range.Range;
import io.edgeopt.optimizers.quantize.range.Steps;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void tellsZeroExactlyAndEveryOtherValueToHalfAStep() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            Range range = Range.around(-random.nextDouble() * 3, random.nextDouble() * 7);
            for (Steps steps : Steps.values()) {
                Grid grid = Grid.over(range, steps);
                double value = range.low() + random.nextDouble() * range.width();

                assertThat(told(grid, 0)).isZero();
                // Moving zero onto an integer moves the ends by half a step.
                assertThat(told(grid, value)).isCloseTo(value, within(1.001 * grid.scale()));
            }
        }
    }

    private static double told(Grid grid, double value) {
        byte integer = grid.of(value);
        int signed = grid.steps().isSigned() ? integer : Byte.toUnsignedInt(integer);
        return (signed - grid.zeroPoint()) * (double) grid.scale();
    }

    @Test
    void neverGoesBeyondTheBoundOfAClip() {
        for (float bound : new float[] {6, 1, 3, 0.7f, 20, 1e-3f}) {
            Grid grid = Grid.over(new Range(0, bound), Steps.UNSIGNED_8);

            assertThat(255 * grid.scale()).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void beginsExactlyWhereItIsTold() {
        for (double high : new double[] {0, 0.1, 3, 17.3, 200, 300, 5000}) {
            for (Steps steps : List.of(Steps.UNSIGNED_8, Steps.SIGNED_8)) {
                Grid grid = Grid.from(-3, high, steps);

                assertThat((steps.least() - grid.zeroPoint()) * (double) grid.scale())
                        .isCloseTo(-3, within(1e-6));
                assertThat(told(grid, Math.min(high, 700))).isCloseTo(Math.min(high, 700), within(0.51 * grid.scale()));
            }
        }
    }

    @Test
    void givesATensorOfZerosAnyScale() {
        assertThat(Grid.over(new Range(0, 0), Steps.UNSIGNED_8).scale()).isEqualTo(1);
    }
}

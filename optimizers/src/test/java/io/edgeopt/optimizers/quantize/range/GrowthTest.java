package io.edgeopt.optimizers.quantize.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GrowthTest {
    /** After how many of 512 samples it stopped, where a sample's largest value is that. */
    private static Growth stopped(Growth growth, IntToDoubleFunction largest) {
        Statistics statistics = Statistics.ofExtremes();
        for (int samples = 1; samples <= 512; samples++) {
            statistics.addExtremes(0, largest.applyAsDouble(samples));
            if (growth.after(samples, Map.of("t", statistics))) {
                break;
            }
        }
        return growth;
    }

    @Test
    void stopsSoonWhereRangesAreStableFromTheBeginning() {
        Growth growth = stopped(Growth.stopping(), sample -> 1);

        assertThat(growth.samples()).isEqualTo(32);
        assertThat(growth.isStable()).isTrue();
    }

    @Test
    void stopsOnceDoublingTheSamplesNoLongerWidensThem() {
        Growth growth = stopped(Growth.stopping(), sample -> Math.min(sample, 100));

        assertThat(growth.samples()).isEqualTo(192);
    }

    @Test
    void takesAllSamplesWhereRangesKeepGrowing() {
        Growth growth = stopped(Growth.stopping(), sample -> sample);

        assertThat(growth.samples()).isEqualTo(512);
        assertThat(growth.isStable()).isFalse();
    }

    @Test
    void notesHowWideRangesWereOnTheWay() {
        Growth growth = stopped(Growth.watching(), sample -> Math.min(sample, 256));

        assertThat(growth.samples()).isEqualTo(512);
        assertThat(growth.points()).extracting(Growth.Point::samples).contains(1, 2, 4, 128, 512);
        assertThat(growth.points())
                .filteredOn(point -> point.samples() == 128)
                .singleElement()
                .satisfies(point -> assertThat(point.median()).isEqualTo(0.5));
    }
}

package io.edgeopt.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 5, 0.0 0.2 0.4 0.6 0.8 1.0",
        "0.03, 2.31, 5, 0.0 0.5 1.0 1.5 2.0 2.5",
        "1, 30, 8, 0 5 10 15 20 25 30",
        "-0.4, 0.4, 5, -0.4 -0.2 0.0 0.2 0.4",
        "0, 0.0008, 5, 0.0000 0.0002 0.0004 0.0006 0.0008",
    })
    void areRoundNumbersThatEncloseWhatIsDrawn(double least, double most, int wanted, String expected) {
        Ticks ticks = Ticks.over(least, most, wanted);

        assertThat(String.join(" ", ticks.labels())).isEqualTo(expected);
        assertThat(ticks.share(least)).isBetween(-1e-9, 1.0);
        assertThat(ticks.share(most)).isBetween(0.0, 1 + 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-3", "1e-9", "1e9"})
    void areThereForAValueThatNeverChanges(double value) {
        Ticks ticks = Ticks.over(value, value, 5);

        assertThat(ticks.count()).isGreaterThanOrEqualTo(2);
        assertThat(ticks.share(value)).isBetween(-1e-9, 1 + 1e-9);
    }

    @Test
    void haveAsManyDigitsAsTellThemApart() {
        assertThat(Ticks.over(1e-7, 9e-7, 5).labels()).doesNotHaveDuplicates();
        assertThat(Ticks.over(100_000, 400_000, 4).labels()).contains("200000");
    }
}

package io.edgeopt.optimizers.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.optimizers.prune.PruneSettings.Measure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruneSettingsTest {
    @ParameterizedTest(name = "{0}, labels {1}, samples {2}: {3}")
    @CsvSource({
        "channels, true, true, TAYLOR",
        "channels, false, true, THINET",
        "channels, false, false, L1",
        "masks, true, true, TAYLOR",
        "masks, false, true, L1",
        "2:4, false, true, L1"
    })
    void judgesByWhatThereIsToJudgeWith(String how, boolean labels, boolean samples, Measure expected) {
        assertThat(Measure.usual(Structure.parse(how), labels, samples)).isEqualTo(expected);
    }
}

package io.edgeopt.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.measure.Energy.Rail;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnergyTest {
    @Test
    void isWhatTheCountedRailsTookAboveRest() {
        Energy energy = new Energy(
                "ina3221",
                false,
                10,
                100,
                List.of(
                        new Rail("GPU", 20, Optional.of(1.5), true),
                        new Rail("CPU", 30, Optional.of(1.0), true),
                        new Rail("behind", 99, Optional.empty(), false)));

        assertThat(energy.joules()).isEqualTo(50);
        assertThat(energy.idleWatts()).hasValue(2.5);
        assertThat(energy.joulesAboveIdle()).hasValue(25.0);
    }

    @Test
    void isNotKnownAboveRestWhereRestWasNotMeasured() {
        Energy energy = new Energy("rapl", false, 1, 2, List.of(new Rail("package-0", 9, Optional.empty(), true)));

        assertThat(energy.idleWatts()).isEmpty();
        assertThat(energy.joulesAboveIdle()).isEmpty();
    }
}

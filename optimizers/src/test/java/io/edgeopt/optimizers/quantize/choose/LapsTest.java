package io.edgeopt.optimizers.quantize.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LapsTest {
    @Test
    void tellsHowOneStandsToAnother() {
        Laps laps = Ending.in(Map.of("a", 2.0, "b", 1.5)).run(models("a", "b"), Map.of());

        assertThat(laps.share("b", "a").value()).isCloseTo(0.75, within(0.01));
        assertThat(laps.millis("a")).isEqualTo(2.0);
        assertThat(laps.isFaster("b", "a")).isTrue();
        assertThat(laps.isFaster("a", "b")).isFalse();
    }

    @Test
    void doubtsWhatRoundsDoNotAgreeOn() {
        List<double[]> before = new ArrayList<>();
        List<double[]> after = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            before.add(new double[] {10, 10, 10});
            after.add(round % 2 == 0 ? new double[] {6, 6, 6} : new double[] {13, 13, 13});
        }

        Laps laps = Laps.of(Map.of("before", before, "after", after));

        assertThat(laps.share("after", "before").value()).isLessThan(1);
        assertThat(laps.isFaster("after", "before")).isFalse();
    }

    private static Map<String, Model> models(String... names) {
        Map<String, Model> models = new LinkedHashMap<>();
        for (String name : names) {
            models.put(name, Model.empty(name, 17));
        }
        return models;
    }
}

package io.edgeopt.optimizers.quantize.choose;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.StaticTrials;
import io.edgeopt.testkit.net.Networks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FloatPartsTest {
    private static StaticTrials trials;
    private static InputSource data;
    private static List<List<String>> parts;

    @BeforeAll
    static void makeTrials() {
        Model model = Networks.named("squeezenet1_1").small();
        data = Fidelity.drawn(model, 2, 1);
        trials = StaticTrials.of(model, QuantizeSettings.DEFAULT.withThreads(1), data, new OrtBackend(), Progress.NONE);
        parts = Parts.of(trials.prepared().graph(), trials.layers()).parts();
    }

    private static List<String> found(Race race, Map<String, Double> excess) {
        return new FloatParts(trials, race, data.inputs(0), Progress.NONE).found(parts, excess, 6);
    }

    private static Map<String, Double> excess() {
        Map<String, Double> excess = new HashMap<>();
        trials.layers().forEach(layer -> excess.put(layer, -0.01));
        excess.put(parts.get(1).get(0), 0.2);
        excess.put(parts.get(3).get(0), 0.3);
        return excess;
    }

    @Test
    void keepsThoseInFloatThatARaceSaysAreFasterSo() {
        Race allTogether = Ending.in(Map.of("before", 1.0, "try 0", 0.8));

        List<String> kept = found(allTogether, excess());

        assertThat(kept).containsAll(parts.get(1)).containsAll(parts.get(3)).doesNotContainAnyElementsOf(parts.get(0));
    }

    @Test
    void keepsNoneWhereNoRaceSaysSoOrNothingMakesItLikely() {
        assertThat(found(Ending.in(Map.of("before", 1.0, "try 0", 1.0, "try 1", 1.1)), excess()))
                .isEmpty();
        assertThat(found(Ending.in(Map.of("before", 1.0, "try 0", 0.1)), Map.of()))
                .isEmpty();
    }

    @Test
    void triesTheFirstPartsTogetherWhereTheFirstIsLikely() {
        Map<String, Double> excess = excess();
        excess.put(parts.get(0).get(0), 0.05);
        excess.put(parts.get(1).get(0), -0.01);
        Race together = Ending.in(Map.of("before", 1.0, "try 0", 1.0, "try 1", 0.9, "try 2", 1.0));
        assertThat(found(together, excess)).containsAll(parts.get(0)).containsAll(parts.get(1));

        excess.put(parts.get(0).get(0), -0.01);
        assertThat(found(together, excess)).doesNotContainAnyElementsOf(parts.get(0));
    }
}

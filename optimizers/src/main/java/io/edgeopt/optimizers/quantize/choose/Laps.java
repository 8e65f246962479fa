package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.measure.Ratio;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many milliseconds each model took, run by run, in each round of a race. */
public final class Laps {
    /** Neighbouring runs are alike; so many are drawn together. */
    private static final int BLOCK = 2;

    private static final long SEED = 1;

    private final Map<String, List<double[]>> rounds;

    private Laps(Map<String, List<double[]>> rounds) {
        this.rounds = rounds;
    }

    /** By model, a series for each round. */
    public static Laps of(Map<String, List<double[]>> rounds) {
        return new Laps(new LinkedHashMap<>(rounds));
    }

    /** The time of one model as a share of another's, which ran in the same rounds. */
    public Ratio share(String model, String of) {
        return Ratio.of(model, series(of), series(model), BLOCK, SEED);
    }

    /** Whether one model is faster than another beyond doubt. */
    boolean isFaster(String model, String than) {
        return share(model, than).high() < 1;
    }

    /** The median over the rounds of each round's median. */
    double millis(String model) {
        return median(series(model).stream().mapToDouble(Laps::median).toArray());
    }

    private List<double[]> series(String model) {
        return Objects.requireNonNull(rounds.get(model), model);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

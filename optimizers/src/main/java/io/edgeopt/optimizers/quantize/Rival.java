package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.measure.Ratio;
import java.util.Optional;

/**
 * A way to run a model that was measured beside its float self.
 *
 * @param scheme its name; {@code float} for the float model
 * @param millis of the processor, one thread; 0 where it could not be made
 * @param share its time as a share of the float model's, with its interval; empty of the float model itself
 * @param bytes of its file; 0 where it could not be made
 * @param problem why it could not be made, or is out of the question; empty where neither
 */
public record Rival(String scheme, double millis, Optional<Ratio> share, long bytes, Optional<String> problem) {
    /** One that could not be made. */
    public static Rival impossible(String scheme, String problem) {
        return new Rival(scheme, 0, Optional.empty(), 0, Optional.of(problem));
    }

    /** How many times as fast as the float model. */
    public double speedUp() {
        return share.map(ratio -> 1 / ratio.value()).orElse(1.0);
    }
}

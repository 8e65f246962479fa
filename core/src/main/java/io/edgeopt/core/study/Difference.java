package io.edgeopt.core.study;

import java.util.Optional;

/**
 * One quantity of one row in two studies.
 *
 * @param model of the row
 * @param variant of the row
 * @param device of the row
 * @param quantity its name: {@code accuracy}, {@code work_p50_ms}, {@code speedup}, {@code fps}, …
 * @param before in the one study
 * @param after in the other
 * @param change {@code after - before}, or {@code after / before} of what is compared as a factor
 * @param factor whether the change is a factor
 * @param low lower end of the change's 95 % interval, where one is known
 * @param high its upper end
 * @param verdict what that says
 */
public record Difference(
        String model,
        String variant,
        String device,
        String quantity,
        double before,
        double after,
        double change,
        boolean factor,
        Optional<Double> low,
        Optional<Double> high,
        Finding verdict) {
    /** What a difference says. */
    public enum Finding {
        /** Counted, and equal. */
        SAME,
        /** The interval leaves no difference in. */
        NOISE,
        BETTER,
        WORSE,
        /** There is a difference, but too few rounds to know how rounds differ. */
        UNSURE
    }
}

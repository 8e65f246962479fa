package io.edgeopt.core.task.metric;

import java.util.Optional;

/**
 * One metric of a model beside the same metric of its baseline on the same samples.
 *
 * @param name the metric
 * @param baseline the baseline's value
 * @param value the model's value
 * @param difference {@code value - baseline}
 * @param low lower end of the difference's 95 % interval, from a paired bootstrap
 * @param high upper end of it
 * @param n how many units were drawn
 * @param test McNemar's test, for metrics that are right or wrong sample by sample
 */
public record Comparison(
        String name,
        double baseline,
        double value,
        double difference,
        double low,
        double high,
        int n,
        Optional<McNemar> test) {
    /** Whether the interval leaves out no difference: below that the two are as good as equal. */
    public boolean clear() {
        return low > 0 || high < 0;
    }
}

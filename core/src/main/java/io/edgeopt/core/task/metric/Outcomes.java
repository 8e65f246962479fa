package io.edgeopt.core.task.metric;

import java.util.List;
import java.util.Map;

/**
 * What a model answered to each sample of a set, kept so that any resample of the set can be scored.
 *
 * <p>A unit is what is drawn at random for an interval: a sample, an image, a picture of a pair, a person.
 */
public interface Outcomes {
    /** The metrics' names, in the order of {@link #scores}. */
    List<String> names();

    int units();

    /** The metrics where unit {@code i} counts {@code weights[i]} times; NaN for one that cannot be computed. */
    double[] scores(int[] weights);

    /** How many units a metric rests on, such as the samples of its class; decides how certain a 0 or a 1 is. */
    default int basis(int metric) {
        return units();
    }

    /** For metrics that are a share of units answered rightly: which ones were, by the metric's name. */
    default Map<String, boolean[]> rights() {
        return Map.of();
    }
}

package io.edgeopt.core.task.metric;

import java.util.Locale;

/**
 * One metric of one model on one set.
 *
 * @param name what tables and requirements call it: {@code top1}, {@code mAP50}
 * @param value the metric over all samples
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 * @param n how many units were drawn for the interval: samples, images, pictures or people
 */
public record Score(String name, double value, double low, double high, int n) {
    /** As tables show it: {@code top1 0.912 [0.884, 0.936]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.4f [%.4f, %.4f]", name, value, low, high);
    }
}

package io.edgeopt.optimizers.replace;

import java.util.Optional;

/**
 * What became of one activation or gate.
 *
 * @param layer the node that gave its output
 * @param what what was there, such as {@code hard-swish}
 * @param channels that were told apart; 1 where nothing was fitted
 * @param fitted whether the layer before it took a factor and a term for each channel, or those that read it the mean
 * @param decibels how much larger what was there is than its error, on samples
 * @param left why it was left as it is; empty where it was replaced
 */
public record SiteOutcome(
        String layer, Part part, String what, int channels, boolean fitted, double decibels, Optional<String> left) {
    static SiteOutcome left(Site site, String why) {
        return new SiteOutcome(site.name(), site.part(), site.what(), 0, false, 0, Optional.of(why));
    }

    public boolean replaced() {
        return left.isEmpty();
    }
}

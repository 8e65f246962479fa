package io.edgeopt.core.study;

import java.util.List;

/**
 * What each layer alone does to a variant, the most harmful first.
 *
 * @param measure what the values are, in a line for people: {@code top1 lost where only this layer has 8 bits}
 */
public record Sensitivity(String measure, List<Layer> layers) {
    /** One layer, and the harm that is done by changing it alone. */
    public record Layer(String name, double value) {}

    public Sensitivity {
        layers = List.copyOf(layers);
    }
}

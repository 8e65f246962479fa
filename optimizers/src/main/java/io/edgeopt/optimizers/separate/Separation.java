package io.edgeopt.optimizers.separate;

import io.edgeopt.core.graph.Model;
import java.util.List;

/**
 * What came of separating a model's convolutions.
 *
 * @param macsBefore of the whole model
 * @param macsAfter of the whole model
 */
public record Separation(Model model, List<LayerOutcome> layers, long macsBefore, long macsAfter) {
    public Separation {
        layers = List.copyOf(layers);
    }

    /** How many times fewer MACs the replaced layers take together; 1 where none was. */
    public double saving() {
        long before = 0;
        long after = 0;
        for (LayerOutcome layer : layers) {
            if (layer.separated()) {
                before += layer.macsBefore();
                after += layer.macsAfter();
            }
        }
        return after == 0 ? 1 : (double) before / after;
    }
}

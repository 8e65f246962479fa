package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Fidelity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model whose weights take fewer bits, run and compared with its source.
 *
 * @param layers what became of each weight that was changed
 * @param left weights that stay as they were, and why
 * @param notes what the user should know besides
 */
public record Compressed(
        Model source,
        Model model,
        List<Layer> layers,
        Map<String, String> left,
        Fidelity fidelity,
        List<String> notes) {
    /**
     * One weight.
     *
     * @param form how it is kept, in a few words
     * @param bits that each of its elements takes in the file, scales and tables of its own among them
     * @param sqnr of the weight itself, in decibels; infinite where no element changed
     */
    public record Layer(String layer, String weight, String form, long elements, double bits, double sqnr) {}

    public Compressed {
        layers = List.copyOf(layers);
        left = new LinkedHashMap<>(left);
        notes = List.copyOf(notes);
    }

    /** The size of the file as a share of the source's. */
    public double ratio() {
        return (double) model.byteSize() / source.byteSize();
    }
}

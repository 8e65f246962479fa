package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Model;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.LayerFate;
import io.edgeopt.optimizers.quantize.Quantization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model whose weights take fewer bits, run and compared with its source.
 *
 * @param layers what became of each weight that was changed
 * @param left weights that stay as they were
 * @param notes what the user should know besides
 */
public record Compressed(
        Model source, Model model, List<Layer> layers, List<Left> left, Fidelity.Result fidelity, List<String> notes) {
    /**
     * One weight.
     *
     * @param form how it is kept, in a few words
     * @param integer whether its layer computes on integers
     * @param bits that each of its elements takes in the file, scales and tables of its own among them
     * @param sqnr of the weight itself, in decibels
     */
    public record Layer(
            String layer,
            String op,
            String weight,
            String form,
            boolean integer,
            long elements,
            double bits,
            double sqnr) {}

    /** A weight that stays as it was, and why. */
    public record Left(String layer, String op, String weight, String reason) {}

    public Compressed {
        layers = List.copyOf(layers);
        left = List.copyOf(left);
        notes = List.copyOf(notes);
    }

    /** The size of the file as a share of the source's. */
    public double ratio() {
        return (double) model.byteSize() / source.byteSize();
    }

    /** The same as every scheme tells it. */
    Quantization told() {
        List<LayerFate> fates = new ArrayList<>();
        layers.forEach(layer -> fates.add(new LayerFate(
                layer.layer(), layer.op(), layer.integer(), layer.integer() ? "" : "weights kept as " + layer.form())));
        left.forEach(each -> fates.add(new LayerFate(each.layer(), each.op(), false, each.reason())));
        return new Quantization(model, "", Map.of(), fates, List.of(), Optional.empty(), 0, 0, notes);
    }
}

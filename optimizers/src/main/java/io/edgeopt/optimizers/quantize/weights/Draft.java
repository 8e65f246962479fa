package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.emit.Decibels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model while its weights are being replaced, and the account of it. */
public final class Draft {
    private final Model given;
    private final Model source;
    private final GraphEditor editor;
    private final Unpacking unpacking;
    private List<WeightTensor> weights;
    private final List<Compressed.Layer> layers = new ArrayList<>();
    private final List<Compressed.Left> left = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Integer> domains = new LinkedHashMap<>();

    Draft(Model given, Model source) {
        this.given = given;
        this.source = source;
        this.editor = source.edit();
        this.unpacking = new Unpacking(editor);
        this.weights = WeightTensor.of(source.graph());
    }

    /** The model that is changed: the one that was given, made simpler. */
    public Model source() {
        return source;
    }

    public GraphEditor editor() {
        return editor;
    }

    public Unpacking unpacking() {
        return unpacking;
    }

    public List<WeightTensor> weights() {
        return weights;
    }

    /** Takes the weights of layers of these names out of those that are to be changed. */
    void keep(List<String> layers) {
        List<String> known = weights.stream().map(WeightTensor::layer).toList();
        for (String layer : layers) {
            if (!known.contains(layer)) {
                throw new InvalidPlanException("--keep-float: the model has no layer '%s' with weights%s"
                        .formatted(layer, Suggestion.sentence(layer, known)));
            }
        }
        weights.stream()
                .filter(weight -> layers.contains(weight.layer()))
                .forEach(weight -> leave(weight, "asked to stay in float"));
        weights = weights.stream()
                .filter(weight -> !layers.contains(weight.layer()))
                .toList();
    }

    /** Notes that a weight is now kept as {@code stored} bytes, which stand for {@code values}. */
    public void done(WeightTensor weight, String form, long stored, float[] values) {
        done(weight, form, false, stored, values);
    }

    /** The same of a weight whose layer now computes on integers. */
    void computesOnIntegers(WeightTensor weight, long stored, float[] values) {
        done(weight, "8 bits", true, stored, values);
    }

    private void done(WeightTensor weight, String form, boolean integer, long stored, float[] values) {
        long elements = weight.value().size();
        layers.add(new Compressed.Layer(
                weight.layer(),
                weight.reader().op(),
                weight.name(),
                form,
                integer,
                elements,
                8.0 * stored / elements,
                sqnr(weight.value().toFloats(), values)));
    }

    static double sqnr(float[] wanted, float[] found) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < wanted.length; i++) {
            double difference = (double) wanted[i] - found[i];
            signal += (double) wanted[i] * wanted[i];
            noise += difference * difference;
        }
        return Decibels.of(signal, noise);
    }

    /** Notes that a weight stays as it is. */
    public void leave(WeightTensor weight, String why) {
        left.add(new Compressed.Left(weight.layer(), weight.reader().op(), weight.name(), why));
    }

    public void note(String note) {
        notes.add(note);
    }

    /** Notes that nodes of another domain's operators are used. */
    void uses(String domain, int version) {
        domains.put(domain, version);
    }

    boolean isEmpty() {
        return layers.isEmpty();
    }

    Model model() {
        Model changed = editor.removeDead().sort().model();
        for (Map.Entry<String, Integer> domain : domains.entrySet()) {
            changed = changed.opsets().containsKey(domain.getKey())
                    ? changed
                    : changed.withOpset(domain.getKey(), domain.getValue());
        }
        return changed;
    }

    Compressed finished(Model model, Fidelity.Result fidelity) {
        return new Compressed(given, model, layers, left, fidelity, notes);
    }
}

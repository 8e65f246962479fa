package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quantized model and how it came about.
 *
 * @param calibrator the one that was taken
 * @param tried the fidelity in decibels with each calibrator, where several were tried
 * @param layers every layer and what became of it
 * @param sensitivities what each layer costs, the dearest first; empty where nobody looked
 * @param budget whether the model keeps to its budget, where it has one
 * @param calibrationRuns on how many inputs ranges were gathered
 * @param calibrationBytes how much memory the statistics took
 * @param notes what was done besides, and what the user should know
 * @param choice why this scheme, where it was chosen by measuring
 */
public record Quantization(
        Model model,
        String calibrator,
        Map<String, Double> tried,
        List<LayerFate> layers,
        List<Sensitivity> sensitivities,
        Optional<BudgetOutcome> budget,
        int calibrationRuns,
        long calibrationBytes,
        List<String> notes,
        Optional<Choice> choice) {
    private static final String FASTER_IN_FLOAT = "faster in float here, with all that turning into integers costs";

    public Quantization {
        layers = List.copyOf(layers);
        sensitivities = List.copyOf(sensitivities);
        notes = List.copyOf(notes);
    }

    /** One that nobody chose by measuring. */
    public Quantization(
            Model model,
            String calibrator,
            Map<String, Double> tried,
            List<LayerFate> layers,
            List<Sensitivity> sensitivities,
            Optional<BudgetOutcome> budget,
            int calibrationRuns,
            long calibrationBytes,
            List<String> notes) {
        this(
                model,
                calibrator,
                tried,
                layers,
                sensitivities,
                budget,
                calibrationRuns,
                calibrationBytes,
                notes,
                Optional.empty());
    }

    /** Whether layers are in float because of what their integers cost, and not because there is no other way. */
    public boolean sparesLayers() {
        return layers.stream().anyMatch(layer -> layer.reason().equals(Sparing.REASON))
                || budget.filter(outcome -> !outcome.reverted().isEmpty()).isPresent();
    }

    /** Of a step that tells nothing but its result. */
    public static Quantization untold(Model model) {
        return new Quantization(model, "", Map.of(), List.of(), List.of(), Optional.empty(), 0, 0, List.of());
    }

    /** The same, held to a budget that whoever made it took no notice of. */
    public Quantization heldTo(Budget wanted) {
        if (budget.isPresent()) {
            return this;
        }
        BudgetOutcome outcome = BudgetOutcome.of(wanted, wanted.score().applyAsDouble(model), List.of());
        return new Quantization(
                model,
                calibrator,
                tried,
                layers,
                sensitivities,
                Optional.of(outcome),
                calibrationRuns,
                calibrationBytes,
                notes,
                choice);
    }

    /** The same, chosen by measuring; layers that the choice left in float say so. */
    public Quantization chosen(Choice made) {
        List<LayerFate> fates = layers.stream()
                .map(layer -> made.inFloat().contains(layer.layer())
                        ? new LayerFate(layer.layer(), layer.op(), false, FASTER_IN_FLOAT)
                        : layer)
                .toList();
        return new Quantization(
                model,
                calibrator,
                tried,
                fates,
                sensitivities,
                budget,
                calibrationRuns,
                calibrationBytes,
                notes,
                Optional.of(made));
    }

    /** How many layers were put into integers. */
    public long integerLayers() {
        return layers.stream().filter(LayerFate::integer).count();
    }
}

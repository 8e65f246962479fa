package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A pruned model and how it came about.
 *
 * @param masks for masks: ones and zeros by weight, for a training that keeps the zeros
 * @param facts what it costs
 * @param layers what became of each group of channels, or of each weight under a mask
 * @param trainings how each training after a round went; none where there is no data
 * @param notes what the user should know
 */
public record Pruned(
        Model model,
        Map<String, Tensor> masks,
        Facts facts,
        List<Layer> layers,
        List<Tuned> trainings,
        List<String> notes) {
    /**
     * What a model costs, before and after.
     *
     * @param sparsity the share of weights in layers that is zero afterwards
     * @param difference from the masked model, relative to its largest answer; of masks nothing is compared
     * @param rebuilt how many layers were fitted to what is left
     */
    public record Facts(
            long macsBefore,
            long macsAfter,
            long parametersBefore,
            long parametersAfter,
            long bytesBefore,
            long bytesAfter,
            double sparsity,
            OptionalDouble difference,
            int rebuilt) {}

    /** How many channels, or weights, a layer has and keeps. */
    public record Layer(String name, long before, long after) {}

    public Pruned {
        masks = Map.copyOf(masks);
        layers = List.copyOf(layers);
        trainings = List.copyOf(trainings);
        notes = List.copyOf(notes);
    }
}

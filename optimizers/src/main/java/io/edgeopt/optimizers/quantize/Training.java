package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Trains a model whose weights are floats that the graph itself puts into fewer bits. */
@FunctionalInterface
public interface Training {
    /**
     * Where a training begins.
     *
     * @param deployed makes of a model in this form the one that is to be judged
     * @param fixed float initializers that stay as they are
     * @param masks ones and zeros in the shape of the initializer that they are named for: where zero, it stays zero
     */
    record Start(Model model, UnaryOperator<Model> deployed, Set<String> fixed, Map<String, Tensor> masks) {
        public Start {
            fixed = Set.copyOf(fixed);
            masks = Map.copyOf(masks);
        }
    }

    /**
     * What came of it.
     *
     * @param model the start's graph with the best weights, which are the start's own where none were better
     * @param note what it brought, in a sentence
     */
    record Trained(Model model, String note) {}

    Trained trained(Start start, Progress progress);
}

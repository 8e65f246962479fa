package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.graph.Node;
import java.util.List;
import java.util.Optional;

/** How layers of one kind compute on integers whose ranges are found while they run. */
interface IntegerForm {
    /**
     * Puts the integer form in the node's place.
     *
     * @param weights those of the node that are worth it
     * @return why it was not done; empty where it was
     */
    Optional<String> replace(Node node, List<WeightTensor> weights, DynamicDraft draft);
}

package io.edgeopt.core.explain;

import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one number of a network that is to be explained: a class's score, a box's, how like a face is to another. */
public interface Target {
    /** What people call it. */
    String name();

    /** The tensors that it is computed from. */
    Set<String> tensors();

    /** The number for item {@code item} of a batch. */
    double score(Map<String, Tensor> outputs, int item);

    /** How the sum of the numbers over a batch changes with each element: a tensor of each one's shape, by name. */
    Map<String, Tensor> slopes(Map<String, Tensor> outputs);

    /**
     * With what weight each element of an output counts, for methods that divide the score rather than follow it: its
     * slope, but where the slopes of a score that no scale changes would only cancel each other.
     */
    default Map<String, Tensor> weights(Map<String, Tensor> outputs) {
        return slopes(outputs);
    }

    /** Where a detector's box and its score are read, if it is about a box. */
    default Optional<ScorePlace> place() {
        return Optional.empty();
    }
}

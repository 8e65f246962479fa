package io.edgeopt.core.explain;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Set;

/**
 * A class's score, before it is made a probability where the network does that itself: a probability also grows when
 * other classes shrink, and hardly changes once it is near one.
 *
 * <p>A network with one score alone says yes with it; class 0 is its no.
 *
 * @param tensor one score a class for each item
 */
public record ClassTarget(String tensor, int index, String name) implements Target {
    @Override
    public Set<String> tensors() {
        return Set.of(tensor);
    }

    @Override
    public double score(Map<String, Tensor> outputs, int item) {
        Tensor scores = Binding.named(outputs, tensor);
        int classes = classes(scores);
        float value = scores.floats().get(item * classes + (classes == 1 ? 0 : checked(classes)));
        return classes == 1 && index == 0 ? -value : value;
    }

    @Override
    public Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
        Tensor scores = Binding.named(outputs, tensor);
        int classes = classes(scores);
        float[] slopes = new float[(int) scores.size()];
        int place = classes == 1 ? 0 : checked(classes);
        for (int i = place; i < slopes.length; i += classes) {
            slopes[i] = classes == 1 && index == 0 ? -1 : 1;
        }
        return Map.of(tensor, Tensor.of(slopes, scores.shape().toArray()));
    }

    private static int classes(Tensor scores) {
        return scores.shape().rank() < 2
                ? (int) scores.size()
                : (int) (scores.size() / scores.shape().dim(0));
    }

    private int checked(int classes) {
        if (index < 0 || index >= classes) {
            throw new InvalidPlanException(
                    "there is no class %d: the model tells %d apart, 0 to %d".formatted(index, classes, classes - 1));
        }
        return index;
    }
}

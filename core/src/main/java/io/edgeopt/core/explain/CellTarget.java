package io.edgeopt.core.explain;

import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A box's score alone, at the cell that it is read from, whatever becomes of the box's place: smooth, for slopes. What an
 * objectness multiplies is multiplied here too; before a sigmoid the two are added, which orders boxes likewise.
 *
 * @param tensor what holds the score: the output, or what a sigmoid makes the output of
 */
record CellTarget(String tensor, ScorePlace read, String name) implements Target {
    @Override
    public Set<String> tensors() {
        return Set.of(tensor);
    }

    @Override
    public double score(Map<String, Tensor> outputs, int item) {
        Tensor values = Binding.named(outputs, tensor);
        FloatBuffer floats = values.floats();
        int start = item * size(values);
        float score = floats.get(start + read.element());
        if (read.objectness().isEmpty()) {
            return score;
        }
        float objectness = floats.get(start + read.objectness().getAsInt());
        return read.logits() ? score + objectness : score * objectness;
    }

    @Override
    public Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
        Tensor values = Binding.named(outputs, tensor);
        Map<String, Tensor> slopes = new HashMap<>();
        slopes.put(
                tensor, Tensor.of(new float[(int) values.size()], values.shape().toArray()));
        for (int item = 0; item < items(values); item++) {
            addSlopes(outputs, item, 1, slopes);
        }
        return slopes;
    }

    /** Adds those of one item's score, each times {@code factor}. */
    void addSlopes(Map<String, Tensor> outputs, int item, float factor, Map<String, Tensor> slopes) {
        Tensor values = Binding.named(outputs, tensor);
        FloatBuffer added = Binding.named(slopes, tensor).floats();
        int at = item * size(values) + read.element();
        if (read.objectness().isEmpty()) {
            added.put(at, added.get(at) + factor);
            return;
        }
        int beside = item * size(values) + read.objectness().getAsInt();
        FloatBuffer floats = values.floats();
        added.put(at, added.get(at) + factor * (read.logits() ? 1 : floats.get(beside)));
        added.put(beside, added.get(beside) + factor * (read.logits() ? 1 : floats.get(at)));
    }

    static int items(Tensor values) {
        return values.shape().rank() < 2 ? 1 : (int) values.shape().dim(0);
    }

    private static int size(Tensor values) {
        return (int) (values.size() / Math.max(1, items(values)));
    }

    @Override
    public Optional<ScorePlace> place() {
        return Optional.of(read);
    }
}

package io.edgeopt.core.explain;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.task.head.BoxSearch;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A box that a detector is asked about: how far it still finds something of the class at that place, so the largest
 * product of a score and its box's overlap with the asked one (D-RISE, Petsiuk et al., 2021).
 *
 * @param tensors all outputs of the network, in its order
 * @param view the network's input in pixels
 * @param box in pixels of the network's input
 * @param read where the score of the box is read in the whole picture
 */
record BoxTarget(Head head, Set<String> tensors, View view, Box box, int label, String name, ScorePlace read)
        implements Target {
    @Override
    public double score(Map<String, Tensor> outputs, int item) {
        return found(outputs, item).map(BoxSearch.Found::worth).orElse(0.0);
    }

    /** Those of the score, with overlaps held: boxes jump from cell to cell. */
    @Override
    public Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
        Map<String, Tensor> slopes = new HashMap<>();
        outputs.forEach((output, values) -> {
            if (tensors.contains(output) && values.type().isFloatingPoint()) {
                slopes.put(
                        output,
                        Tensor.of(new float[(int) values.size()], values.shape().toArray()));
            }
        });
        int batch = CellTarget.items(Binding.named(outputs, read.output()));
        for (int item = 0; item < batch; item++) {
            int here = item;
            found(outputs, item)
                    .ifPresent(found -> new CellTarget(found.place().output(), found.place(), name)
                            .addSlopes(outputs, here, box.overlap(found.box()), slopes));
        }
        return slopes;
    }

    private Optional<BoxSearch.Found> found(Map<String, Tensor> outputs, int item) {
        return BoxSearch.best(head, outputs, item, view, label, one -> one.overlap(box));
    }

    @Override
    public Optional<ScorePlace> place() {
        return Optional.of(read);
    }
}

package io.edgeopt.autograd.loss;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Truth.LabelledBox;
import java.util.List;

/** The objects of a batch, checked to be of classes that the network knows. */
final class ObjectBatch {
    private ObjectBatch() {}

    static List<List<LabelledBox>> of(Outcome outcome, long items, long classes, String output) {
        if (!(outcome.targets() instanceof Targets.Objects objects)) {
            throw new InvalidPlanException("a loss over boxes needs data that is labelled with boxes");
        }
        if (objects.size() != items) {
            throw new InvalidPlanException("output '%s' holds %d items, the batch %d; make the model's batch axis free"
                    .formatted(output, items, objects.size()));
        }
        for (List<LabelledBox> boxes : objects.boxes()) {
            for (LabelledBox box : boxes) {
                if (box.label() < 0 || box.label() >= classes) {
                    throw new InvalidPlanException(
                            "the data has an object of class %d, but output '%s' scores %d classes (the first is 0)"
                                    .formatted(box.label(), output, classes));
                }
            }
        }
        return objects.boxes();
    }

    /** Whether there is anything to learn from a box: crowds and boxes without an area teach nothing. */
    static boolean teaches(LabelledBox box) {
        return !box.crowd() && box.box().area() > 0;
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.task.head.View;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the truth has what is asked about, so that maps can be judged by it.
 *
 * <ul>
 *   <li>Classes are compared by name, because data count them in another order than a model does.
 *   <li>Where no class of the data is one of the model's, any object may be what is meant.
 * </ul>
 */
final class TrueBoxes {
    private final List<String> asked;
    private final List<String> boxed;
    private final boolean shared;

    /**
     * @param asked the model's classes
     * @param boxed those of the data
     */
    TrueBoxes(List<String> asked, List<String> boxed) {
        this.asked = asked;
        this.boxed = boxed;
        this.shared = !Collections.disjoint(asked, boxed);
    }

    /** In pixels of the network's input. */
    List<Box> of(Sample sample, View view, Question question) {
        return sample.truth() instanceof Truth.Objects objects
                ? objects.boxes().stream()
                        .filter(one -> isMeant(one.label(), label(question)))
                        .map(one -> view.placement().toInput(one.box()))
                        .toList()
                : List.of();
    }

    private static OptionalInt label(Question question) {
        if (question instanceof Question.OfBox box) {
            return OptionalInt.of(box.label());
        }
        return question instanceof Question.OfClass one ? OptionalInt.of(one.index()) : OptionalInt.empty();
    }

    private boolean isMeant(int label, OptionalInt question) {
        return !shared
                || question.isEmpty()
                || (question.getAsInt() < asked.size()
                        && label < boxed.size()
                        && asked.get(question.getAsInt()).equals(boxed.get(label)));
    }
}

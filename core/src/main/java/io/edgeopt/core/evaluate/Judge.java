package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.task.Prediction;
import java.util.Locale;

/** What is to be shown to a model, one content after another, and what becomes of its answers. */
interface Judge {
    /** How many contents are to be shown. */
    int size();

    /** The content at that place; asked for once, from another thread than {@link #add}. */
    Sample sample(int index);

    /** Takes the answers, in the order of the samples. */
    void add(Sample sample, Prediction prediction);

    Answers answers();

    static InvalidDataException wrongTruth(Sample sample, String expected) {
        return new InvalidDataException("sample %s is labelled with %s, expected %s for this task"
                .formatted(
                        sample.id(), sample.truth().getClass().getSimpleName().toLowerCase(Locale.ROOT), expected));
    }

    static InvalidDataException wrongAnswer(Prediction prediction, String expected) {
        return new InvalidDataException("the card's head gives %s, the task wants %s; correct the card"
                .formatted(prediction.getClass().getSimpleName(), expected));
    }
}

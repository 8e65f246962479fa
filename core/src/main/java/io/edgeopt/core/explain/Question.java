package io.edgeopt.core.explain;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;

/** What is asked about one input; of the same input the same can be asked of another model. */
public sealed interface Question {
    /** Why this class? */
    record OfClass(int index) implements Question {}

    /**
     * Why this object, here?
     *
     * @param box in pixels of the network's input
     */
    record OfBox(Box box, int label) implements Question {}

    /**
     * Why is it like these faces? Each model compares with the mean of what itself makes of them.
     *
     * @param name of who is on them
     * @param faces inputs of the model, a batch of one each
     */
    record OfFaces(String name, List<Tensor> faces) implements Question {
        public OfFaces {
            faces = List.copyOf(faces);
            if (faces.isEmpty()) {
                throw new IllegalArgumentException("one face or more is needed");
            }
        }
    }

    /** Why is it like this person, known by a vector? */
    record OfPerson(String name, Embedding known) implements Question {}
}

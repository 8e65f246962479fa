package io.edgeopt.autograd.recipe;

import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.Optional;

/** Where in a graph the scores of classes are that losses compare: before a softmax that the model ends with. */
public final class Scores {
    private Scores() {}

    /** The tensor that {@code output} is the softmax of; itself where it is none. */
    public static String of(Model model, String output) {
        Graph graph = model.graph();
        String tensor = output;
        Optional<Node> producer = graph.producerOf(tensor);
        while (producer.isPresent() && producer.get().isAnyOf("Softmax", "LogSoftmax", "Identity")) {
            tensor = producer.get().inputs().get(0);
            producer = graph.producerOf(tensor);
        }
        return tensor;
    }
}

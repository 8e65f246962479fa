package io.edgeopt.autograd.recipe;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;

/** A network that begins with the weights of another, wherever name, type and shape agree. */
public final class Inheritance {
    private Inheritance() {}

    /**
     * The heir with the weights that fit it; the others, such as those of a head for other classes, stay as they are.
     * Fails where less than half of its numbers would come from {@code ancestor}: that was another network.
     */
    public static Architecture of(Architecture heir, Model ancestor) {
        Graph own = heir.model().graph();
        Graph other = ancestor.graph();
        GraphEditor editor = heir.model().edit();
        long taken = 0;
        long all = 0;
        for (String name : own.initializerNames()) {
            long numbers = own.initializerShape(name).orElseThrow().size();
            all += numbers;
            if (own.initializerShape(name).equals(other.initializerShape(name))
                    && own.initializerType(name).equals(other.initializerType(name))) {
                editor.set(name, other.initializer(name).orElseThrow());
                taken += numbers;
            }
        }
        if (2 * taken < all) {
            throw new InvalidPlanException(
                    ("only %d of the %d weights of %s are in the model to begin with, by name and shape; take one of the"
                                    + " same architecture with its batch norms, such as the best.onnx of a training")
                            .formatted(taken, all, heir.card().name()));
        }
        return new Architecture(editor.model(), heir.card());
    }
}

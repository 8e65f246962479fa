package io.edgeopt.xai.fidelity;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A network that has forgotten what it learnt: each layer's weights in an order that is drawn. */
final class ShuffledWeights {
    private ShuffledWeights() {}

    static Model of(Model model, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> weights = new LinkedHashSet<>();
        for (Node node : model.graph().nodes()) {
            Operators.of(node)
                    .weightOf(node)
                    .flatMap(name -> stored(model, name))
                    .ifPresent(weights::add);
        }
        GraphEditor editor = model.edit();
        for (String name : weights) {
            Tensor shuffled = model.graph().initializer(name).orElseThrow().copy();
            int size = (int) shuffled.size();
            int bytes = size == 0 ? 0 : (int) (shuffled.byteSize() / size);
            ByteBuffer buffer = shuffled.bytes();
            byte[] one = new byte[bytes];
            byte[] other = new byte[bytes];
            for (int i = size - 1; i > 0 && bytes > 0; i--) {
                int j = random.nextInt(i + 1);
                buffer.get(i * bytes, one);
                buffer.get(j * bytes, other);
                buffer.put(i * bytes, other);
                buffer.put(j * bytes, one);
            }
            editor.set(name, shuffled);
        }
        return editor.model();
    }

    /** The initialiser that a weight is, or of which a node makes it floats. */
    private static Optional<String> stored(Model model, String name) {
        if (model.graph().isInitializer(name)) {
            return Optional.of(name);
        }
        return model.graph()
                .producerOf(name)
                .filter(node -> node.is("DequantizeLinear"))
                .flatMap(node -> node.input(0))
                .filter(model.graph()::isInitializer);
    }
}

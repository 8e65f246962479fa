package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** How far a model's answers are from another's. */
final class Answers {
    private Answers() {}

    /** The mean squared difference on drawn inputs, as a share of the mean square. */
    static double error(Model changed, Model source, Backend backend) {
        double difference = 0;
        double square = 0;
        try (Session first = backend.open(source, SessionOptions.DEFAULT);
                Session second = backend.open(changed, SessionOptions.DEFAULT)) {
            for (Map<String, Tensor> input : DrawnInputs.of(source, 4, 99)) {
                float[] wanted = first.run(input).values().iterator().next().toFloats();
                float[] found = second.run(input).values().iterator().next().toFloats();
                for (int i = 0; i < wanted.length; i++) {
                    difference += Math.pow(wanted[i] - found[i], 2);
                    square += Math.pow(wanted[i], 2);
                }
            }
        }
        return difference / square;
    }
}

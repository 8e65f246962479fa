package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import java.util.function.ToDoubleFunction;

/**
 * How much accuracy a quantized model may lose.
 *
 * @param metric what is scored; more is better
 * @param baseline the float model's score
 * @param maxDrop how far below that a score may be
 * @param score scores a model
 */
public record Budget(String metric, double baseline, double maxDrop, ToDoubleFunction<Model> score) {
    boolean allows(double score) {
        // Scores are shares of whole samples: sums of them are not exact to the last bit.
        return baseline - score <= maxDrop + 1e-9;
    }
}

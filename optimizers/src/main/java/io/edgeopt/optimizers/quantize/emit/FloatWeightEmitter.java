package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Model;

/**
 * Weights and biases lie in the file as floats; weights are turned into integers and back within the graph. TensorRT asks
 * for this form, and it is the one that can be trained.
 */
public final class FloatWeightEmitter implements Emitter {
    @Override
    public Model emit(Plan plan) {
        return new QdqWriting(plan, editor -> new FloatParameters(plan, editor)).result();
    }
}

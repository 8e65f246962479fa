package io.edgeopt.optimizers.quantize.emit;

import io.edgeopt.core.graph.Model;

/**
 * For processors: weights and biases lie in the file as integers, and every tensor that holds integers is turned into
 * them and back right where it is made, so that whoever reads it reads the same values.
 */
public final class CpuEmitter implements Emitter {
    @Override
    public Model emit(Plan plan) {
        return new QdqWriting(plan, IntegerParameters::new).result();
    }
}

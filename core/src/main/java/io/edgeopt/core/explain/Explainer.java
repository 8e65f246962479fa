package io.edgeopt.core.explain;

import io.edgeopt.core.tensor.Tensor;

/** One method of explaining, made ready for one model. It keeps memory between pictures: one thread at a time. */
public interface Explainer extends AutoCloseable {
    /** What the input, a batch of one, contributed to the target. */
    Saliency explain(Tensor input, Target target);

    @Override
    void close();
}

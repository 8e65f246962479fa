package io.edgeopt.autograd.feed;

/**
 * Where batches come from. A batch depends on its epoch and place alone, so that a training that is resumed, or fed by
 * more threads, sees the same ones; any thread may ask for any.
 */
public interface BatchSource {
    /** How many batches an epoch has; at least one. */
    int batches();

    /** Batch {@code index} of epoch {@code epoch}, both from 0. */
    Batch batch(int epoch, int index);

    /** What tells this source from another in a checkpoint: the data, their order and how they are changed. */
    String digest();
}

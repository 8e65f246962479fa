package io.edgeopt.optimizers.tune;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.BatchSource;

/** Batches in stretches of a given length rather than in epochs: between two of them the model is judged. */
final class Stretches implements BatchSource {
    private final BatchSource epochs;
    private final int length;

    Stretches(BatchSource epochs, int length) {
        this.epochs = epochs;
        this.length = length;
    }

    @Override
    public int batches() {
        return length;
    }

    @Override
    public Batch batch(int stretch, int index) {
        long place = (long) stretch * length + index;
        return epochs.batch((int) (place / epochs.batches()), (int) (place % epochs.batches()));
    }

    @Override
    public String digest() {
        return "%s, judged every %d steps".formatted(epochs.digest(), length);
    }
}

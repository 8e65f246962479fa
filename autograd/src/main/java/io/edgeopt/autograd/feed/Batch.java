package io.edgeopt.autograd.feed;

import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/**
 * What one step learns from.
 *
 * @param inputs by the network's input names
 * @param targets what is true of it
 * @param release gives the memory of the inputs back; called once, when nothing reads them any more
 */
public record Batch(Map<String, Tensor> inputs, Targets targets, Runnable release) {
    public Batch {
        inputs = Map.copyOf(inputs);
    }

    /** A batch whose memory goes when nobody holds it. */
    public static Batch of(Map<String, Tensor> inputs, Targets targets) {
        return new Batch(inputs, targets, () -> {});
    }

    public int size() {
        return targets.size();
    }
}

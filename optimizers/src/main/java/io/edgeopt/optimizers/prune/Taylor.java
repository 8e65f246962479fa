package io.edgeopt.optimizers.prune;

import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.prune.graph.Group;
import io.edgeopt.optimizers.prune.graph.Role;
import io.edgeopt.optimizers.prune.graph.Slices;
import io.edgeopt.optimizers.prune.graph.WeightAxis;
import java.util.Map;

/** How much the loss hangs on the weights that make a channel; all groups are on one scale as they are. */
final class Taylor implements Importance {
    private final Map<String, Tensor> saliency;

    /**
     * From what was measured.
     *
     * @param saliency by weight, in the weight's shape
     */
    Taylor(Map<String, Tensor> saliency) {
        this.saliency = Map.copyOf(saliency);
    }

    @Override
    public double[] of(Group group, Weights weights) {
        double[] sums = new double[group.channels()];
        for (WeightAxis axis : group.weights()) {
            Tensor measured = saliency.get(axis.weight());
            boolean makes = axis.role() == Role.MAKES || axis.role() == Role.FILTERS;
            if (makes && measured != null) {
                float[] values = measured.toFloats();
                for (int channel = 0; channel < sums.length; channel++) {
                    int at = channel;
                    Slices.each(measured.shape(), axis.axis(), axis.indices().get(channel), i -> sums[at] += values[i]);
                }
            }
        }
        return sums;
    }
}

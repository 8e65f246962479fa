package io.edgeopt.autograd.train;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/**
 * How much the loss hangs on each weight: the magnitude of the weight times its gradient, which is, to first order, by how
 * much the loss changes without it. Molchanov et al., Importance Estimation for Neural Network Pruning, 2019.
 */
public final class WeightSaliency {
    private WeightSaliency() {}

    /** Summed over so many batches of the first epoch, by weight, in the weight's shape; nothing is learnt. */
    public static Map<String, Tensor> of(TrainingJob job, TrainingPlan plan, int batches, Progress progress) {
        int count = Math.min(batches, job.batches().batches());
        progress.begin("watching gradients", count);
        try (Learner learner = new Learner(job, plan)) {
            for (int i = 0; i < count; i++) {
                Batch batch = job.batches().batch(0, i);
                learner.watch(batch);
                batch.release().run();
                progress.advance(1);
            }
            return learner.saliency();
        } finally {
            progress.end();
        }
    }
}

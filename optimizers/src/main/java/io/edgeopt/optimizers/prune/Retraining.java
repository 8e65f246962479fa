package io.edgeopt.optimizers.prune;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.Map;

/**
 * How a pruned model learns again.
 *
 * @param settings of the whole training; rounds share its steps
 * @param card of the model
 * @param videos opens clips that are video files
 */
public record Retraining(TuneSettings settings, TuneMaterial material, ModelCard card, VideoOpener videos) {
    /** Batches over which gradients are watched. */
    private static final int WATCHED = 16;
    /** Weights that come back to a trained network shall not undo what it learnt without them (Han et al. 2016). */
    private static final double DENSE_AGAIN = 0.1;

    /** Magnitudes of weights times their gradients, by weight. */
    Map<String, Tensor> saliency(Model model, Backend backend, Progress progress) {
        return new Tune(settings, backend, videos).saliency(new Architecture(model, card), material, WATCHED, progress);
    }

    /** Trains for a share of the steps, the zeros of {@code masks} staying. */
    Tuned tuned(Model model, Map<String, Tensor> masks, double share, Backend backend, Progress progress) {
        return new Tune(settings.withSteps(steps(share)), backend, videos)
                .run(new Architecture(model, card), material.withMasks(masks), progress);
    }

    /** Trains all weights of a masked model for a share of the steps, so that none of its zeros need stay. */
    Tuned dense(Model masked, double share, Backend backend, Progress progress) {
        TuneSettings gentle = settings.withSteps(steps(share)).withRate(settings.rate() * DENSE_AGAIN);
        return new Tune(gentle, backend, videos).runOn(new Architecture(masked, card), material, progress);
    }

    private int steps(double share) {
        return Math.max(1, (int) Math.round(settings.steps() * share));
    }
}

package io.edgeopt.xai.proxy;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.Baseline;
import io.edgeopt.xai.perturb.Hiding;
import io.edgeopt.xai.perturb.Superpixels;
import io.edgeopt.xai.perturb.Trials;
import java.util.List;

/** What a model says of a picture with some patches of like colour shown and the others hidden. */
final class PatchTrials {
    /** Few enough that a few hundred pictures tell them apart. */
    static final int PATCHES = 40;

    private final Superpixels patches;
    private final Hiding hiding;
    private final Trials trials;
    private final Shape shape;
    private final InputAxes axes;

    PatchTrials(Subject subject, Tensor input, Trials trials) {
        this.shape = input.shape();
        this.axes = subject.axes(shape);
        this.patches = Superpixels.of(input, axes, PATCHES);
        this.hiding = new Hiding(input, Baseline.MEAN.whole(subject, input), axes);
        this.trials = trials;
    }

    Superpixels patches() {
        return patches;
    }

    int count() {
        return patches.count();
    }

    /** The score with those patches shown, for each choice of patches. */
    double[] scores(List<boolean[]> choices) {
        return trials.scores(choices.size(), showing(choices));
    }

    /** All that the model gives for each choice of patches. */
    void run(List<boolean[]> choices, Trials.Reader reader) {
        trials.run(choices.size(), showing(choices), reader);
    }

    private Trials.Change showing(List<boolean[]> choices) {
        return (item, index) -> {
            boolean[] shown = choices.get(index);
            hiding.mix(place -> shown[patches.at(place)] ? 1 : 0, item);
        };
    }

    /** The map in which each patch has its value. */
    Saliency map(String method, double[] values) {
        int frames = axes.frames(shape);
        return Saliency.of(method, frames, axes.height(shape), axes.width(shape), patches.spread(values, frames))
                .with("patches", values.length);
    }
}

package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.SplittableRandom;

/** How much the score falls when one patch of like colour is replaced, patch by patch. */
public final class Ablation implements Method {
    private static final int PATCHES = 60;
    private static final int DRAWS = 4;

    private final String name;
    private final Baseline baseline;
    /** How often each patch gets pixels drawn from the whole picture; 0 to hide it under the baseline. */
    private final int draws;

    private final long seed;

    private Ablation(String name, Baseline baseline, int draws, long seed) {
        this.name = name;
        this.baseline = baseline;
        this.draws = draws;
        this.seed = seed;
    }

    /** Replaced by a baseline: feature ablation on superpixels. */
    public static Ablation replacement(Baseline baseline) {
        return new Ablation("ablation", baseline, 0, 0);
    }

    /** Replaced by pixels drawn from the whole picture, so that its colours stay and what they show goes. */
    public static Ablation permutation(long seed) {
        return new Ablation("permutation", Baseline.MEAN, DRAWS, seed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Explainer on(Subject subject) {
        return new TrialExplainer(subject, 1) {
            @Override
            protected Saliency explain(Tensor input, Target target, Trials trials) {
                return ablated(subject, input, trials);
            }
        };
    }

    private Saliency ablated(Subject subject, Tensor input, Trials trials) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        Superpixels patches = Superpixels.of(input, axes, PATCHES);
        double whole = trials.unchanged();
        double[] falls = new double[patches.count()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int draw = 0; draw < Math.max(1, draws); draw++) {
            Tensor other = draws == 0 ? baseline.whole(subject, input) : shuffled(input, axes, random);
            Hiding hiding = new Hiding(input, other, axes);
            double[] scores = trials.scores(
                    falls.length, (item, index) -> hiding.mix(place -> patches.at(place) == index ? 0 : 1, item));
            for (int i = 0; i < falls.length; i++) {
                falls[i] += (whole - scores[i]) / Math.max(1, draws);
            }
        }
        int frames = axes.frames(shape);
        return Saliency.of(name, frames, axes.height(shape), axes.width(shape), patches.spread(falls, frames))
                .with("patches", falls.length);
    }

    /** Every place gets the colours of a place drawn from all. */
    private static Tensor shuffled(Tensor input, InputAxes axes, SplittableRandom random) {
        Shape shape = input.shape();
        InputAxes.Strides strides = axes.strides(shape);
        int width = axes.width(shape);
        int places = axes.height(shape) * width;
        float[] values = input.toFloats();
        float[] shuffled = values.clone();
        for (int t = 0; t < axes.frames(shape); t++) {
            for (int place = 0; place < places; place++) {
                int drawn = random.nextInt(places);
                for (int c = 0; c < axes.channels(shape); c++) {
                    shuffled[strides.at(c, t, place / width, place % width)] =
                            values[strides.at(c, t, drawn / width, drawn % width)];
                }
            }
        }
        return Tensor.of(shuffled, shape.toArray());
    }
}

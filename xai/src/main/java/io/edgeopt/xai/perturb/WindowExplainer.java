package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Slides a window over inputs: by what it reaches where that is shorter, by whole runs of the network elsewhere. */
final class WindowExplainer implements Explainer {
    private final Subject subject;
    private final Occlusion occlusion;
    private final Baseline baseline;
    private final TrialExplainer wholeRuns;
    private Optional<Shape> planned = Optional.empty();
    private Optional<Target> plannedFor = Optional.empty();
    private Optional<RegionTrials> regions = Optional.empty();

    WindowExplainer(Subject subject, Occlusion occlusion, Baseline baseline, int batch) {
        this.subject = subject;
        this.occlusion = occlusion;
        this.baseline = baseline;
        this.wholeRuns = new TrialExplainer(subject, batch) {
            @Override
            protected Saliency explain(Tensor input, Target target, Trials trials) {
                List<Patch> patches = patches(input);
                Cover cover = baseline.cover(subject, input);
                double[] scores = new double[patches.size() + 1];
                scores[0] = trials.unchanged();
                double[] hidden = trials.scores(patches.size(), (item, i) -> cover.hide(patches.get(i), item));
                System.arraycopy(hidden, 0, scores, 1, hidden.length);
                return occlusion.map(subject.axes(input.shape()), input.shape(), scores);
            }
        };
    }

    @Override
    public Saliency explain(Tensor input, Target target) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        axes.checkOne(shape);
        List<Patch> patches = patches(input);
        plan(input, target, patches);
        if (regions.isEmpty()) {
            return wholeRuns.explain(input, target);
        }
        double[] scores = regions.get().scores(input, target, patches, baseline.cover(subject, input));
        return occlusion.map(axes, shape, scores);
    }

    private List<Patch> patches(Tensor input) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        return occlusion.patches(axes.frames(shape), axes.height(shape), axes.width(shape));
    }

    private void plan(Tensor input, Target target, List<Patch> patches) {
        boolean sameTensors = plannedFor
                .filter(before -> before.tensors().equals(target.tensors()))
                .isPresent();
        if (!sameTensors || !planned.equals(Optional.of(input.shape()))) {
            regions.ifPresent(RegionTrials::close);
            regions = Optional.empty();
            regions = RegionTrials.of(subject, input, target, patches);
            planned = Optional.of(input.shape());
            plannedFor = Optional.of(target);
        }
    }

    @Override
    public void close() {
        wholeRuns.close();
        regions.ifPresent(RegionTrials::close);
        regions = Optional.empty();
        planned = Optional.empty();
    }
}

package io.edgeopt.xai.relevance;

import io.edgeopt.autograd.NodeByNode;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.ReverseSweep;
import io.edgeopt.xai.gradient.TargetProgram;
import io.edgeopt.xai.perturb.Baseline;
import java.util.Map;
import java.util.Set;

/**
 * DeepLIFT with the rescale rule (Shrikumar et al., 2017): how far each activation is from what it is for a baseline, in
 * place of its slope. How far the contributions miss the difference of the scores is {@code completeness_delta}.
 */
public final class DeepLift implements Method {
    private final Baseline baseline;

    private DeepLift(Baseline baseline) {
        this.baseline = baseline;
    }

    /** From 0. */
    public static DeepLift standard() {
        return new DeepLift(Baseline.ZERO);
    }

    public DeepLift withBaseline(Baseline changed) {
        return new DeepLift(changed);
    }

    @Override
    public String name() {
        return "deeplift";
    }

    @Override
    public boolean needsGradients() {
        return true;
    }

    @Override
    public Explainer on(Subject subject) {
        TargetProgram programs = new TargetProgram(subject, Set.of());
        return new Explainer() {
            @Override
            public Saliency explain(Tensor input, Target target) {
                return lifted(subject, programs.of(target), input, target);
            }

            @Override
            public void close() {
                programs.close();
            }
        };
    }

    private Saliency lifted(Subject subject, Program program, Tensor input, Target target) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        axes.checkOne(shape);
        Tensor from = baseline.whole(subject, input);
        Map<String, Tensor> references = new NodeByNode(program).forward(Map.of(subject.input(), from));
        ReverseSweep.Arrived arrived =
                ReverseSweep.of(program, Map.of(subject.input(), input), target, new RescaleRule(references));
        Tensor way = Numbers.of(input, from, (to, start) -> to - start);
        Tensor contributions = Numbers.product(arrived.atInput(), way);
        double difference = target.score(arrived.values(), 0) - target.score(references, 0);
        double missed = Math.abs(Numbers.total(contributions) - difference) / Math.max(1e-12, Math.abs(difference));
        return Saliency.of(
                        name(),
                        axes.frames(shape),
                        axes.height(shape),
                        axes.width(shape),
                        axes.overChannels(contributions.toFloats(), shape))
                .with("completeness_delta", missed);
    }
}

package io.edgeopt.xai.relevance;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.OperatorKind;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.ReverseSweep;
import io.edgeopt.xai.gradient.TargetProgram;
import java.util.Map;
import java.util.Set;

/**
 * Layer-wise relevance propagation (Bach et al., 2015): the score is divided among the summands of the last layer, their
 * shares among those of the layer before, until the pixels have it all but for what biases and epsilons keep, which is
 * the figure {@code absorbed}, a share of the score.
 */
public final class Lrp implements Method {
    /** Which rule a layer divides by. */
    @FunctionalInterface
    private interface Composite {
        LinearRule of(Node node, boolean first, LinearRule box);
    }

    private final String name;
    private final Composite composite;

    private Lrp(String name, Composite composite) {
        this.name = name;
        this.composite = composite;
    }

    /** By shares of each sum, of which {@code epsilon} is kept. */
    public static Lrp epsilon(double epsilon) {
        if (!(epsilon > 0)) {
            throw new InvalidPlanException("an epsilon of %s cannot be; expected more than 0".formatted(epsilon));
        }
        LinearRule rule = LinearRule.epsilon(epsilon);
        return new Lrp("lrp-epsilon", (node, first, box) -> rule);
    }

    /** With an epsilon of a quarter of each layer's usual size, which takes away what is weak. */
    public static Lrp epsilon() {
        LinearRule rule = LinearRule.relativeEpsilon(0.25);
        return new Lrp("lrp-epsilon", (node, first, box) -> rule);
    }

    /** With what agrees with each sum's sign made larger by a quarter, which holds for inputs of either sign. */
    public static Lrp gamma() {
        LinearRule rule = LinearRule.signedGamma(0.25, 0.05);
        return new Lrp("lrp-gamma", (node, first, box) -> rule);
    }

    /** With positive weights made larger by so much of themselves: for networks with rectifiers everywhere. */
    public static Lrp gamma(double gamma) {
        LinearRule rule = LinearRule.gamma(gamma);
        return new Lrp("lrp-gamma", (node, first, box) -> rule);
    }

    /** What speaks for and what speaks against apart, {@code alpha} of the one and {@code alpha - 1} of the other. */
    public static Lrp alphaBeta(double alpha) {
        if (!(alpha >= 1)) {
            throw new InvalidPlanException("an alpha of %s cannot be; expected 1 or more".formatted(alpha));
        }
        LinearRule rule = LinearRule.alphaBeta(alpha);
        return new Lrp("lrp-alphabeta", (node, first, box) -> rule);
    }

    /**
     * The rules that suit each depth (Montavon et al., 2019): epsilon in dense layers, gamma of 1/4 in convolutions, and
     * in the first the bounds between which pixels lie.
     */
    public static Lrp composite() {
        LinearRule dense = LinearRule.relativeEpsilon(0.05);
        LinearRule convolution = LinearRule.signedGamma(0.25, 0.05);
        return new Lrp(
                "lrp",
                (node, first, box) ->
                        first ? box : Operators.of(node).kind() == OperatorKind.MATRIX_PRODUCT ? dense : convolution);
    }

    /** Deep Taylor decomposition (Montavon et al., 2017): positive summands alone, pixels by the bounds they lie between. */
    public static Lrp deepTaylor() {
        LinearRule positive = LinearRule.alphaBeta(1);
        return new Lrp("deeptaylor", (node, first, box) -> first ? box : positive);
    }

    @Override
    public String name() {
        return name;
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
                return propagated(subject, programs, input, target);
            }

            @Override
            public void close() {
                programs.close();
            }
        };
    }

    private Saliency propagated(Subject subject, TargetProgram programs, Tensor input, Target target) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        axes.checkOne(shape);
        PixelBounds bounds = PixelBounds.of(subject, input);
        LinearRule box = LinearRule.box(bounds.low(), bounds.high());
        RelevanceRule rule = new RelevanceRule((node, first) -> composite.of(node, first, box));
        ReverseSweep.Arrived arrived =
                ReverseSweep.ofScore(programs.of(target), Map.of(subject.input(), input), target, rule);
        double score = target.score(arrived.values(), 0);
        double absorbed = score == 0 ? 0 : 1 - Numbers.total(arrived.atInput()) / score;
        return Saliency.of(
                        name,
                        axes.frames(shape),
                        axes.height(shape),
                        axes.width(shape),
                        axes.overChannels(arrived.atInput().toFloats(), shape))
                .with("absorbed", absorbed);
    }
}

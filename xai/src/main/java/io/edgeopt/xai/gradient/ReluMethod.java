package io.edgeopt.xai.gradient;

import io.edgeopt.autograd.Program;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derivatives, but for what a rectifier hands back: only what speaks for the score. Shown is the largest magnitude of the
 * channels.
 */
public final class ReluMethod implements Method {
    private final String name;
    /** Whether a rectifier also hands nothing back where it let nothing through, as its derivative says. */
    private final boolean masked;

    private ReluMethod(String name, boolean masked) {
        this.name = name;
        this.masked = masked;
    }

    /** Where the rectifier was open and what comes back is positive (Springenberg et al., 2015). */
    public static ReluMethod guidedBackpropagation() {
        return new ReluMethod("guidedbackprop", /* masked= */ true);
    }

    /** Where what comes back is positive, open or not (Zeiler and Fergus, 2014). */
    public static ReluMethod deconvolution() {
        return new ReluMethod("deconvolution", /* masked= */ false);
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
                Shape shape = input.shape();
                InputAxes axes = subject.axes(shape);
                axes.checkOne(shape);
                float[] sent = sent(subject, programs.of(target), input, target);
                return Saliency.of(
                        name,
                        axes.frames(shape),
                        axes.height(shape),
                        axes.width(shape),
                        axes.largestOfChannels(sent, shape));
            }

            @Override
            public void close() {
                programs.close();
            }
        };
    }

    private float[] sent(Subject subject, Program program, Tensor input, Target target) {
        if (program.model().graph().nodes().stream().noneMatch(ReluMethod::isRectifier)) {
            throw new UnsupportedModelException(
                    "%s changes what rectifiers hand back, and the model has none; take saliency or integratedgradients"
                            .formatted(name));
        }
        return ReverseSweep.of(program, Map.of(subject.input(), input), target, this::back)
                .atInput()
                .toFloats();
    }

    static boolean isRectifier(Node node) {
        return node.is("Relu") || node.is("Clip");
    }

    private Optional<Map<String, Tensor>> back(
            ReverseSweep.Step step, Map<String, Tensor> arrived, Set<String> wanted) {
        Node node = step.node();
        if (!isRectifier(node)) {
            return Optional.empty();
        }
        Tensor come = arrived.values().iterator().next();
        float[] handed = come.toFloats();
        float[] before = step.value(node.inputs().get(0)).toFloats();
        float[] after = step.value(node.output()).toFloats();
        for (int i = 0; i < handed.length; i++) {
            boolean open = before[i] == after[i] && after[i] != 0;
            handed[i] = masked && !open ? 0 : Math.max(0, handed[i]);
        }
        return Optional.of(
                Map.of(node.inputs().get(0), Tensor.of(handed, come.shape().toArray())));
    }
}

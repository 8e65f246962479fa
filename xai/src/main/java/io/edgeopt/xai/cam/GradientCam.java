package io.edgeopt.xai.cam;

import io.edgeopt.autograd.Derivatives;
import io.edgeopt.autograd.Gradients;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.TargetProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activation map weighed by slopes. The layer is found with the first picture, and again only for a target that reads
 * other tensors.
 */
final class GradientCam implements Explainer {
    private final String name;
    private final Subject subject;
    private final Optional<String> named;
    private final ChannelWeights weights;
    private Set<String> tensors = Set.of();
    private Optional<ScorePlace> place = Optional.empty();
    private @Nullable Layer chosen;
    private @Nullable TargetProgram programs;

    GradientCam(String name, Subject subject, Optional<String> named, ChannelWeights weights) {
        this.name = name;
        this.subject = subject;
        this.named = named;
        this.weights = weights;
    }

    @Override
    public Saliency explain(Tensor input, Target target) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        axes.checkOne(shape);
        Layer layer = layer(input, target);
        Derivatives found = new Gradients(programs(layer).of(target))
                .of(Map.of(subject.input(), input), target::slopes, List.of(layer.tensor()));
        float[] map = weights.map(
                Binding.named(found.values(), layer.tensor()).toFloats(),
                Binding.named(found.gradients(), layer.tensor()).toFloats(),
                layer);
        int frames = axes.frames(shape);
        int height = axes.height(shape);
        int width = axes.width(shape);
        return Saliency.of(name, frames, height, width, Upsampling.of(map, layer, frames, height, width))
                .inLayer(layer.tensor());
    }

    private Layer layer(Tensor input, Target target) {
        Layer known = chosen;
        if (known == null || !tensors.equals(target.tensors()) || !place.equals(target.place())) {
            close();
            known = LayerChoice.of(subject, input, target, named);
            tensors = target.tensors();
            place = target.place();
            chosen = known;
        }
        return known;
    }

    private TargetProgram programs(Layer layer) {
        TargetProgram open = programs;
        if (open == null) {
            open = new TargetProgram(subject, Set.of(layer.tensor()));
            programs = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (programs != null) {
            programs.close();
            programs = null;
        }
    }
}

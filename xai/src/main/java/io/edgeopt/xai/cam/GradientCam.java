package io.edgeopt.xai.cam;

import io.edgeopt.autograd.Derivatives;
import io.edgeopt.autograd.Gradients;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.TargetProgram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An activation map weighed by slopes. */
final class GradientCam extends LayerExplainer {
    private final Subject subject;
    private final ChannelWeights weights;
    private final ChannelWeights byPlace;
    private @Nullable TargetProgram programs;

    GradientCam(String name, Subject subject, Optional<String> named, ChannelWeights weights, ChannelWeights byPlace) {
        super(name, subject, named);
        this.subject = subject;
        this.weights = weights;
        this.byPlace = byPlace;
    }

    @Override
    float[] places(Tensor input, Target target, Layer layer) {
        Derivatives found = new Gradients(programs(layer).of(target))
                .of(Map.of(subject.input(), input), target::weights, List.of(layer.tensor()));
        ChannelWeights suited = isReadByPlace(target, layer) ? byPlace : weights;
        return suited.map(
                Binding.named(found.values(), layer.tensor()).toFloats(),
                Binding.named(found.gradients(), layer.tensor()).toFloats(),
                layer);
    }

    private boolean isReadByPlace(Target target, Layer layer) {
        return target.place().isPresent() || PlaceWindow.reads(subject.model().graph(), layer);
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
    void release() {
        if (programs != null) {
            programs.close();
            programs = null;
        }
    }
}

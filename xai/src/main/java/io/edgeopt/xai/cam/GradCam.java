package io.edgeopt.xai.cam;

import io.edgeopt.autograd.Derivatives;
import io.edgeopt.autograd.Gradients;
import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the channels of a late layer were active, each weighed by the mean gradient of the score with respect to it
 * (Selvaraju et al., 2017).
 */
public final class GradCam implements Method {
    private final Optional<String> layer;

    private GradCam(Optional<String> layer) {
        this.layer = layer;
    }

    /** In the last layer that knows places. */
    public static GradCam standard() {
        return new GradCam(Optional.empty());
    }

    /** In the layer of that name: a node's or a tensor's. */
    public GradCam inLayer(String named) {
        return new GradCam(Optional.of(named));
    }

    @Override
    public String name() {
        return "gradcam";
    }

    @Override
    public boolean needsGradients() {
        return true;
    }

    @Override
    public boolean looksIntoALayer() {
        return true;
    }

    @Override
    public Explainer on(Subject subject) {
        return new Ready(subject);
    }

    /** The program and the layer are found with the first picture: both depend on what is asked. */
    private final class Ready implements Explainer {
        private final Subject subject;
        private Set<String> tensors = Set.of();
        private @Nullable Program program;
        private @Nullable Layer chosen;

        Ready(Subject subject) {
            this.subject = subject;
        }

        @Override
        public Saliency explain(Tensor input, Target target) {
            Shape shape = input.shape();
            InputAxes axes = subject.axes(shape);
            axes.checkOne(shape);
            Program ready = program(target);
            Layer in = layer(input, target);
            Derivatives found =
                    new Gradients(ready).of(Map.of(subject.input(), input), target::slopes, List.of(in.tensor()));
            float[] map = weighed(
                    Binding.named(found.values(), in.tensor()).toFloats(),
                    Binding.named(found.gradients(), in.tensor()).toFloats(),
                    in);
            int frames = axes.frames(shape);
            int height = axes.height(shape);
            int width = axes.width(shape);
            return Saliency.of(name(), frames, height, width, Upsampling.of(map, in, frames, height, width))
                    .inLayer(in.tensor());
        }

        private Program program(Target target) {
            Program open = program;
            if (open == null || !tensors.equals(target.tensors())) {
                close();
                open = Program.of(subject.giving(target.tensors()));
                tensors = target.tensors();
                program = open;
                chosen = null;
            }
            return open;
        }

        private Layer layer(Tensor input, Target target) {
            Layer known = chosen;
            if (known == null) {
                known = LayerChoice.of(subject, input, target, layer);
                chosen = known;
            }
            return known;
        }

        @Override
        public void close() {
            if (program != null) {
                program.close();
                program = null;
            }
        }
    }

    private static float[] weighed(float[] active, float[] gradient, Layer layer) {
        float[] map = new float[layer.places()];
        for (int c = 0; c < layer.channels(); c++) {
            double mean = 0;
            for (int p = 0; p < map.length; p++) {
                mean += gradient[layer.at(c, p)];
            }
            mean /= map.length;
            for (int p = 0; p < map.length; p++) {
                map[p] += (float) (mean * active[layer.at(c, p)]);
            }
        }
        for (int p = 0; p < map.length; p++) {
            map[p] = Math.max(0, map[p]);
        }
        return map;
    }
}

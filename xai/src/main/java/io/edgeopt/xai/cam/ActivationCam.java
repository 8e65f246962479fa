package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An activation map without slopes, from a session that gives the layer beside the target. */
final class ActivationCam implements Explainer {
    private final String name;
    private final Subject subject;
    private final Optional<String> named;
    private final ActivationMap map;
    private Set<String> tensors = Set.of();
    private Optional<ScorePlace> place = Optional.empty();
    private @Nullable Layer chosen;
    private @Nullable Session session;

    ActivationCam(String name, Subject subject, Optional<String> named, ActivationMap map) {
        this.name = name;
        this.subject = subject;
        this.named = named;
        this.map = map;
    }

    @Override
    public Saliency explain(Tensor input, Target target) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        axes.checkOne(shape);
        Layer layer = layer(input, target);
        Session open = session(layer, target);
        Tensor active = open.run(Map.of(subject.input(), input), layer.tensor());
        ActivationMap.Seen seen = new ActivationMap.Seen(subject, open, input, target, layer);
        float[] places = map.of(seen, active.toFloats());
        int frames = axes.frames(shape);
        int height = axes.height(shape);
        int width = axes.width(shape);
        return Saliency.of(name, frames, height, width, Upsampling.of(places, layer, frames, height, width))
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

    private Session session(Layer layer, Target target) {
        Session open = session;
        if (open == null) {
            Set<String> given = new TreeSet<>(target.tensors());
            given.add(layer.tensor());
            open = subject.open(given);
            session = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}

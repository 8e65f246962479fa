package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An activation map without slopes, from a session that gives the layer beside the target. */
final class ActivationCam extends LayerExplainer {
    private final Subject subject;
    private final ActivationMap map;
    private @Nullable Session session;

    ActivationCam(String name, Subject subject, Optional<String> named, ActivationMap map) {
        super(name, subject, named);
        this.subject = subject;
        this.map = map;
    }

    @Override
    float[] places(Tensor input, Target target, Layer layer) {
        Session open = session(layer, target);
        Tensor active = open.run(Map.of(subject.input(), input), layer.tensor());
        return map.of(new ActivationMap.Seen(subject, open, input, target, layer), active.toFloats());
    }

    @Override
    int fewest() {
        return map.isOfTheLast() ? 1 : super.fewest();
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
    void release() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}

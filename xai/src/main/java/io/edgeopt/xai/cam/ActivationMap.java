package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;

/** How a map is made of what was active in a layer. */
interface ActivationMap {
    /** What there is to make it of. */
    record Seen(Subject subject, Session session, Tensor input, Target target, Layer layer) {}

    /** Whether it is made of the last layer that knows places, however few. */
    default boolean isOfTheLast() {
        return false;
    }

    /** One value a place, from what the layer holds. */
    float[] of(Seen seen, float[] active);
}

package io.edgeopt.cli;

import io.edgeopt.core.explain.Method;
import io.edgeopt.xai.cam.GradCam;
import io.edgeopt.xai.perturb.Occlusion;
import java.util.Optional;

/** Ways to explain: apart from {@link Catalog}, so that no class of theirs is loaded before one is asked for. */
final class ExplainMethods {
    private ExplainMethods() {}

    static Method gradCam(Optional<String> layer) {
        return layer.map(GradCam.standard()::inLayer).orElseGet(GradCam::standard);
    }

    static Method occlusion(Optional<String> layer) {
        return Occlusion.standard();
    }
}

package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.gradient.ReluMethod;

/** Grad-CAM times guided backpropagation: the detail of the one where the other is hot (Selvaraju et al., 2017). */
public final class GuidedGradCam implements Method {
    private final GradCam coarse;

    private GuidedGradCam(GradCam coarse) {
        this.coarse = coarse;
    }

    public static GuidedGradCam standard() {
        return new GuidedGradCam(GradCam.standard());
    }

    public GuidedGradCam inLayer(String named) {
        return new GuidedGradCam(coarse.inLayer(named));
    }

    @Override
    public String name() {
        return "guidedgradcam";
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
        Explainer where = coarse.on(subject);
        Explainer what = ReluMethod.guidedBackpropagation().on(subject);
        return new Explainer() {
            @Override
            public Saliency explain(Tensor input, Target target) {
                Saliency map = where.explain(input, target);
                float[] values = what.explain(input, target).values();
                float[] heat = map.values();
                for (int i = 0; i < values.length; i++) {
                    values[i] *= heat[i];
                }
                return Saliency.of(name(), map.frames(), map.height(), map.width(), values)
                        .inLayer(map.layer().orElseThrow());
            }

            @Override
            public void close() {
                where.close();
                what.close();
            }
        };
    }
}

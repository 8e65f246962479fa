package io.edgeopt.cli;

import io.edgeopt.core.explain.Method;
import io.edgeopt.xai.cam.ActivationMethod;
import io.edgeopt.xai.cam.GradCam;
import io.edgeopt.xai.cam.GuidedGradCam;
import io.edgeopt.xai.gradient.IntegratedGradients;
import io.edgeopt.xai.gradient.ReluMethod;
import io.edgeopt.xai.gradient.SlopeMethod;
import io.edgeopt.xai.gradient.SmoothGrad;
import io.edgeopt.xai.perturb.Ablation;
import io.edgeopt.xai.perturb.Baseline;
import io.edgeopt.xai.perturb.Occlusion;
import io.edgeopt.xai.perturb.Rise;
import io.edgeopt.xai.proxy.HeadRules;
import io.edgeopt.xai.proxy.KernelShap;
import io.edgeopt.xai.proxy.Lime;
import io.edgeopt.xai.proxy.TreeSurrogate;
import io.edgeopt.xai.relevance.DeepLift;
import io.edgeopt.xai.relevance.Lrp;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Ways to explain, by name: apart from {@link Catalog}, so that no class of theirs is loaded before one is asked for. */
final class ExplainMethods {
    /**
     * What the user may say of a method.
     *
     * @param layer for methods that look into one
     * @param baseline what hides parts of a picture
     * @param coarse whether large parts are hidden, where many runs would take too long
     * @param seed for methods that draw
     */
    record Asked(Optional<String> layer, Baseline baseline, boolean coarse, long seed) {}

    /** Written out rather than as method references, which would load what needs PyTorch with this class. */
    @SuppressWarnings("UnnecessaryLambda")
    private static final Map<String, Function<Asked, Method>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("cam", asked -> in(ActivationMethod.cam(), asked)),
            Map.entry("ablation", asked -> Ablation.replacement(asked.baseline())),
            Map.entry("permutation", asked -> Ablation.permutation(asked.seed())),
            Map.entry("rise", asked -> Rise.standard(asked.seed())),
            Map.entry("lime", asked -> Lime.standard(asked.seed())),
            Map.entry("kernelshap", asked -> KernelShap.standard(asked.seed())),
            Map.entry("tree", asked -> TreeSurrogate.standard(asked.seed())),
            Map.entry("rules", asked -> HeadRules.standard(asked.seed())),
            Map.entry("deeplift", asked -> DeepLift.standard()),
            Map.entry("deeptaylor", asked -> Lrp.deepTaylor()),
            Map.entry("lrp", asked -> Lrp.composite()),
            Map.entry("lrp-alphabeta", asked -> Lrp.alphaBeta(2)),
            Map.entry("lrp-epsilon", asked -> Lrp.epsilon()),
            Map.entry("lrp-gamma", asked -> Lrp.gamma()),
            Map.entry("deconvolution", asked -> ReluMethod.deconvolution()),
            Map.entry("eigencam", asked -> in(ActivationMethod.eigenCam(), asked)),
            Map.entry("gradcam", asked -> in(GradCam.standard(), asked)),
            Map.entry("gradcam++", asked -> in(GradCam.plusPlus(), asked)),
            Map.entry("gradientxinput", asked -> SlopeMethod.gradientTimesInput()),
            Map.entry("guidedbackprop", asked -> ReluMethod.guidedBackpropagation()),
            Map.entry("guidedgradcam", asked -> guided(asked)),
            Map.entry("integratedgradients", asked -> IntegratedGradients.standard()),
            Map.entry("layercam", asked -> in(GradCam.byPlace(), asked)),
            Map.entry("occlusion", asked -> asked.coarse() ? Occlusion.coarse() : Occlusion.standard()),
            Map.entry("saliency", asked -> SlopeMethod.saliency()),
            Map.entry("scorecam", asked -> in(ActivationMethod.scoreCam(), asked)),
            Map.entry("smoothgrad", asked -> SmoothGrad.standard(asked.seed()))));

    private ExplainMethods() {}

    static Collection<String> names() {
        return ALL.keySet();
    }

    static Method named(String name, Asked asked) {
        return Catalog.named("method", name, ALL).apply(asked);
    }

    private static Method in(GradCam method, Asked asked) {
        return asked.layer().map(method::inLayer).orElse(method);
    }

    private static Method in(ActivationMethod method, Asked asked) {
        return asked.layer().map(method::inLayer).orElse(method);
    }

    private static Method guided(Asked asked) {
        GuidedGradCam method = GuidedGradCam.standard();
        return asked.layer().map(method::inLayer).orElse(method);
    }
}

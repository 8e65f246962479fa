package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Subject;
import java.util.Optional;

/** Where the channels of a late layer were active, weighed by the slopes of the score there. */
public final class GradCam implements Method {
    private final String name;
    private final ChannelWeights weights;
    private final Optional<String> layer;

    private GradCam(String name, ChannelWeights weights, Optional<String> layer) {
        this.name = name;
        this.weights = weights;
        this.layer = layer;
    }

    /** Each channel by its mean slope, in the last layer that knows places (Selvaraju et al., 2017). */
    public static GradCam standard() {
        return new GradCam("gradcam", ChannelWeights::mean, Optional.empty());
    }

    /** Grad-CAM++: slopes weighed by how far they alone explain the score (Chattopadhay et al., 2018). */
    public static GradCam plusPlus() {
        return new GradCam("gradcam++", ChannelWeights::plusPlus, Optional.empty());
    }

    /** Layer-CAM: every place by its own slope, which keeps detail in earlier layers (Jiang et al., 2021). */
    public static GradCam byPlace() {
        return new GradCam("layercam", ChannelWeights::byPlace, Optional.empty());
    }

    /** In the layer of that name: a node's or a tensor's. */
    public GradCam inLayer(String named) {
        return new GradCam(name, weights, Optional.of(named));
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
    public boolean looksIntoALayer() {
        return true;
    }

    @Override
    public Explainer on(Subject subject) {
        return new GradientCam(name, subject, layer, weights);
    }
}

package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Subject;
import java.util.Optional;

/** Where the channels of a late layer were active, weighed by the slopes of the score there. */
public final class GradCam implements Method {
    private final String name;
    private final ChannelWeights weights;
    private final ChannelWeights byPlace;
    private final Optional<String> layer;

    private GradCam(String name, ChannelWeights weights, ChannelWeights byPlace, Optional<String> layer) {
        this.name = name;
        this.weights = weights;
        this.byPlace = byPlace;
        this.layer = layer;
    }

    /**
     * Each channel by its mean slope, in the last layer that knows places (Selvaraju et al., 2017). Where places are read each
     * in its own way, by a detector's cell or one window over them all, they count by their own slopes (HiResCAM, Draelos and
     * Carin, 2020; for boxes ODAM, Zhao and Chan, 2023).
     */
    public static GradCam standard() {
        return new GradCam("gradcam", ChannelWeights::mean, ChannelWeights::atPlaces, Optional.empty());
    }

    /** Grad-CAM++: slopes weighed by how far they alone explain the score (Chattopadhay et al., 2018). */
    public static GradCam plusPlus() {
        return new GradCam("gradcam++", ChannelWeights::plusPlus, ChannelWeights::plusPlus, Optional.empty());
    }

    /** Layer-CAM: every place by its own slope, which keeps detail in earlier layers (Jiang et al., 2021). */
    public static GradCam byPlace() {
        return new GradCam("layercam", ChannelWeights::byPlace, ChannelWeights::byPlace, Optional.empty());
    }

    /** In the layer of that name: a node's or a tensor's. */
    public GradCam inLayer(String named) {
        return new GradCam(name, weights, byPlace, Optional.of(named));
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
        return new GradientCam(name, subject, layer, weights, byPlace);
    }
}

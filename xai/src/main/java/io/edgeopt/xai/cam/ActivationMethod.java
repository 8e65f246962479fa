package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Subject;
import java.util.Optional;

/** Activation maps that need no slopes, so no PyTorch. */
public final class ActivationMethod implements Method {
    private final String name;
    private final Optional<String> layer;
    private final ActivationMap map;

    private ActivationMethod(String name, Optional<String> layer, ActivationMap map) {
        this.name = name;
        this.layer = layer;
        this.map = map;
    }

    /**
     * Each channel by the weight that the class gives to its mean, for networks that end in a global mean and one linear
     * layer (Zhou et al., 2016).
     */
    public static ActivationMethod cam() {
        return new ActivationMethod("cam", Optional.empty(), new ClassWeights());
    }

    /** The direction in which the channels vary most, whatever the class (Muhammad and Yeasin, 2020). */
    public static ActivationMethod eigenCam() {
        return new ActivationMethod("eigencam", Optional.empty(), new FirstComponent());
    }

    /** Each channel by the score of the picture seen through it alone (Wang et al., 2020). */
    public static ActivationMethod scoreCam() {
        return new ActivationMethod("scorecam", Optional.empty(), new MaskScores());
    }

    /** In the layer of that name: a node's or a tensor's. */
    public ActivationMethod inLayer(String named) {
        return new ActivationMethod(name, Optional.of(named), map);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public boolean looksIntoALayer() {
        return true;
    }

    @Override
    public Explainer on(Subject subject) {
        return new ActivationCam(name, subject, layer, map);
    }
}

package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.explain.Upsampling;
import io.edgeopt.core.task.head.ScorePlace;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map made of one layer, drawn as large as the picture. The layer is found with the first picture, and again only for a
 * target that reads other tensors.
 */
abstract class LayerExplainer implements Explainer {
    private final String name;
    private final Subject subject;
    private final Optional<String> named;
    private Set<String> tensors = Set.of();
    private Optional<ScorePlace> place = Optional.empty();
    private @Nullable Layer chosen;

    LayerExplainer(String name, Subject subject, Optional<String> named) {
        this.name = name;
        this.subject = subject;
        this.named = named;
    }

    /** One value a place of the layer. */
    abstract float[] places(Tensor input, Target target, Layer layer);

    /** How many places a side the layer should have. */
    int fewest() {
        return LayerChoice.FEWEST;
    }

    /** Lets go of what was opened for the layer. */
    abstract void release();

    @Override
    public final Saliency explain(Tensor input, Target target) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        axes.checkOne(shape);
        Layer layer = layer(input, target);
        float[] map = places(input, target, layer);
        int frames = axes.frames(shape);
        int height = axes.height(shape);
        int width = axes.width(shape);
        return Saliency.of(
                        name,
                        frames,
                        height,
                        width,
                        Upsampling.of(map, layer.grid(), new Upsampling.Grid(frames, height, width)))
                .inLayer(layer.tensor());
    }

    private Layer layer(Tensor input, Target target) {
        Layer known = chosen;
        if (known == null || !tensors.equals(target.tensors()) || !place.equals(target.place())) {
            release();
            known = LayerChoice.of(subject, input, target, named, fewest());
            tensors = target.tensors();
            place = target.place();
            chosen = known;
        }
        return known;
    }

    @Override
    public final void close() {
        release();
    }
}

package io.edgeopt.core.explain;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Placement;
import java.util.List;

/**
 * One picture and why a model answered to it as it did, to be looked at.
 *
 * @param id of the picture
 * @param pictures the picture, or each frame of a clip
 * @param placement how a picture lies in the network's input
 * @param target what is explained, as people call it
 * @param score the model's score of that, 0 to 1 where it gives probabilities
 * @param answer what the model answers, which may be something else than the target
 */
public record Explanation(
        String id,
        List<Image> pictures,
        Placement placement,
        String target,
        double score,
        String answer,
        List<Saliency> maps) {
    public Explanation {
        pictures = List.copyOf(pictures);
        maps = List.copyOf(maps);
    }
}

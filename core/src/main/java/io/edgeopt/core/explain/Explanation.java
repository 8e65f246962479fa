package io.edgeopt.core.explain;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Placement;
import java.util.List;
import java.util.Optional;

/**
 * One picture and why a model answered to it as it did, to be looked at.
 *
 * @param id of the picture
 * @param pictures the picture, or each frame of a clip
 * @param placement how a picture lies in the network's input
 * @param target what is explained, as people call it
 * @param score the model's score of that, 0 to 1 where it gives probabilities
 * @param answer what the model answers, which may be something else than the target
 * @param box where the target is, in pixels of the picture, if it has a place
 */
public record Explanation(
        String id,
        List<Image> pictures,
        Placement placement,
        String target,
        double score,
        String answer,
        List<Saliency> maps,
        Optional<Box> box) {
    public Explanation {
        pictures = List.copyOf(pictures);
        maps = List.copyOf(maps);
    }
}

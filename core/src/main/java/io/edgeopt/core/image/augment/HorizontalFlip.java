package io.edgeopt.core.image.augment;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Orientation;
import java.util.SplittableRandom;

/**
 * Left becomes right.
 *
 * @param probability how often
 */
public record HorizontalFlip(double probability) implements Augmentation {
    public HorizontalFlip {
        Bounds.checkShare("flip", probability);
    }

    @Override
    public Scene apply(Scene scene, SplittableRandom random) {
        if (random.nextDouble() >= probability) {
            return scene;
        }
        Image flipped = Orientation.MIRRORED.apply(scene.image());
        int width = flipped.width();
        return scene.moved(flipped, box -> new Box(width - box.right(), box.top(), width - box.left(), box.bottom()));
    }
}

package io.edgeopt.core.image.augment;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Orientation;
import java.util.SplittableRandom;

/**
 * Turned by a quarter, a half or three quarters, each as often: for cameras that hang from ceilings and data whose
 * makers turned it. Nothing is lost, and boxes stay as tight as they were.
 *
 * @param probability how often it is turned at all
 */
public record QuarterTurn(double probability) implements Augmentation {
    private static final int QUARTER_DEGREES = 90;

    public QuarterTurn {
        Bounds.checkShare("turn", probability);
    }

    @Override
    public Scene apply(Scene scene, SplittableRandom random) {
        if (random.nextDouble() >= probability) {
            return scene;
        }
        return turned(scene, Orientation.turning(QUARTER_DEGREES * random.nextInt(1, 4)));
    }

    /** The scene after a turn, which mirrors nothing. */
    static Scene turned(Scene scene, Orientation turn) {
        Image turned = turn.apply(scene.image());
        int width = turned.width();
        int height = turned.height();
        return scene.moved(turned, box -> switch (turn) {
            case TURNED_RIGHT -> new Box(width - box.bottom(), box.left(), width - box.top(), box.right());
            case UPSIDE_DOWN ->
                new Box(width - box.right(), height - box.bottom(), width - box.left(), height - box.top());
            case TURNED_LEFT -> new Box(box.top(), height - box.right(), box.bottom(), height - box.left());
            default -> throw new IllegalArgumentException("%s is no turn".formatted(turn));
        });
    }
}

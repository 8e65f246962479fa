package io.edgeopt.core.image.augment;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.image.Image;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A picture and what stands in it.
 *
 * @param boxes in pixels of the picture; empty where there are none or they do not matter
 */
public record Scene(Image image, List<LabelledBox> boxes) {
    /** Of a box that a step moved, so much must still be in the picture, or it is no longer there. */
    private static final double VISIBLE = 0.25;

    public Scene {
        boxes = List.copyOf(boxes);
    }

    public static Scene of(Image image) {
        return new Scene(image, List.of());
    }

    /** The scene after a step that made {@code changed} and moved every box as {@code moved} says. */
    Scene moved(Image changed, UnaryOperator<Box> moved) {
        List<LabelledBox> kept = boxes.stream()
                .flatMap(labelled -> within(moved.apply(labelled.box()), changed).stream()
                        .map(box -> new LabelledBox(box, labelled.label(), labelled.crowd())))
                .toList();
        return new Scene(changed, kept);
    }

    private static Optional<Box> within(Box box, Image image) {
        Box inside = new Box(
                clip(box.left(), image.width()),
                clip(box.top(), image.height()),
                clip(box.right(), image.width()),
                clip(box.bottom(), image.height()));
        boolean seen = inside.area() > 0 && inside.area() >= VISIBLE * box.area();
        return seen ? Optional.of(inside) : Optional.empty();
    }

    private static float clip(float value, int limit) {
        return Math.max(0, Math.min(limit, value));
    }
}

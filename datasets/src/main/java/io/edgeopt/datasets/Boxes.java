package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import java.util.function.Supplier;

/** Whether boxes lie in their pictures. */
final class Boxes {
    private Boxes() {}

    /** A box may overhang by a pixel or a hundredth of the side, which is how far rounding goes. */
    static void checkInside(Box box, int width, int height, Supplier<String> where) {
        float across = Math.max(1, width / 100f);
        float down = Math.max(1, height / 100f);
        if (box.left() < -across || box.top() < -down || box.right() > width + across || box.bottom() > height + down) {
            throw new InvalidDataException("%s: the box %s lies outside the picture of %dx%d"
                    .formatted(where.get(), words(box), width, height));
        }
    }

    static String words(Box box) {
        return "(%s, %s, %s, %s)".formatted(box.left(), box.top(), box.right(), box.bottom());
    }

    static Box clipped(Box box, int width, int height) {
        return new Box(
                Math.max(0, box.left()),
                Math.max(0, box.top()),
                Math.min(width, box.right()),
                Math.min(height, box.bottom()));
    }
}

package io.edgeopt.core.face;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whose picture it is: of several faces the large one near the middle, because others pass by. */
public final class MainFace {
    private MainFace() {}

    public static Optional<FoundFace> of(Image image, List<FoundFace> faces) {
        return faces.stream().max(Comparator.comparingDouble(face -> weight(image, face)));
    }

    private static double weight(Image image, FoundFace face) {
        Box box = face.box();
        double x = ((box.left() + box.right()) / 2 - image.width() / 2.0) / image.width();
        double y = ((box.top() + box.bottom()) / 2 - image.height() / 2.0) / image.height();
        return face.score() * Math.sqrt(box.area()) / (1 + 8 * (x * x + y * y));
    }
}

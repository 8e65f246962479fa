package io.edgeopt.core.feed;

import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.head.View;
import java.util.List;

/**
 * Where a sample came to lie.
 *
 * @param view how its picture lies in the network's input
 * @param boxes its objects, in pixels of the input
 */
public record Placed(View view, List<LabelledBox> boxes) {
    public Placed {
        boxes = List.copyOf(boxes);
    }
}

package io.edgeopt.core.feed;

import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import java.util.List;

/** A drawn scene that moves, as a camera would see it, with what is true of every frame. For one thread. */
public interface SceneSource {
    ImageSize size();

    /** Frames a second at which it moves naturally. */
    double fps();

    /** Class names by index. */
    List<String> labels();

    /** Draws frame {@code index} over {@code image}, which has the scene's size. Equal indices give equal pixels. */
    void draw(long index, Image image);

    /** What frame {@code index} shows, in pixels. */
    List<LabelledBox> truth(long index);
}

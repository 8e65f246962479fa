package io.edgeopt.core.face;

import io.edgeopt.core.image.Image;
import java.util.List;

/** Finds faces in a picture, best first. It may keep memory from picture to picture, so it belongs to one thread. */
@FunctionalInterface
public interface FaceFinder {
    List<FoundFace> find(Image image);
}

package io.edgeopt.core.feed;

import io.edgeopt.core.image.Image;
import java.nio.file.Path;

/** Gets the picture that lies in a file. Nobody changes the picture that comes back: it may be given again. */
@FunctionalInterface
public interface PictureReader {
    Image read(Path file);
}

package io.edgeopt.core.image;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Where frames come from, one after the other: a file, a folder of pictures, a camera. For one thread.
 *
 * <p>A source may reuse the image of a {@link Frame} for the next one.
 */
public interface FrameSource extends AutoCloseable {
    /**
     * What is known before the first frame.
     *
     * @param size of the upright frames; of the first one where they differ
     * @param fps frames a second, if they come at a steady rate that is known
     * @param frames how many there will be, as the source states: a damaged file may hold fewer
     */
    record Info(ImageSize size, OptionalDouble fps, OptionalLong frames) {}

    Info info();

    /** The next frame, or nothing at the end. */
    Optional<Frame> next();

    @Override
    void close();
}

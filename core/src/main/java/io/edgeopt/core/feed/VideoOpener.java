package io.edgeopt.core.feed;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.image.FrameSource;

/** Opens videos; the library that decodes them is another module's affair. */
@FunctionalInterface
public interface VideoOpener {
    /** Opens none. */
    VideoOpener NONE = video -> {
        throw new UnsupportedModelException(
                "%s is a video, which cannot be decoded here; turn videos into frames first: edgeopt data frames"
                        .formatted(video.file()));
    };

    FrameSource open(Content.Video video);
}

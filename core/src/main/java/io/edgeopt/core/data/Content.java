package io.edgeopt.core.data;

import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;

/** What a model is shown. */
public sealed interface Content {
    /** A picture file. */
    record Picture(Path file) implements Content {}

    /** Part of a picture file, in pixels of the upright picture. */
    record Region(Path file, Box box) implements Content {}

    /** Numbers given as they are: one item of an array file, without the batch axis. */
    record Values(Tensor tensor) implements Content {}

    /** Frames of a clip as picture files, in time's order. */
    record Frames(List<Path> files) implements Content {}

    /** A stretch of a video file, in seconds; an endless one has {@code to} infinite. */
    record Video(Path file, double from, double to) implements Content {}
}

package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One clip: a video file, or a folder of frames. */
final class Clip {
    private Clip() {}

    static Content whole(Path place) {
        return between(place, 0, Double.POSITIVE_INFINITY);
    }

    /** Frames carry no time: of a folder all are taken. */
    static Content between(Path place, double from, double to) {
        return Files.isDirectory(place) ? new Content.Frames(frames(place)) : new Content.Video(place, from, to);
    }

    /** The frames in time's order, which is that of the numbers in their names. */
    static List<Path> frames(Path folder) {
        Listing listing = Listing.of(folder);
        List<Path> frames = listing.files(Kind.PICTURE).stream()
                .sorted(NaturalOrder.OF_NAMES)
                .toList();
        if (frames.isEmpty()) {
            throw new InvalidDataException(
                    "clip %s holds no frame (%s); fill the folder or remove it".formatted(folder, listing.contents()));
        }
        return frames;
    }

    /** The videos in a folder, and its sub-folders that hold frames. */
    static List<Path> in(Listing listing) {
        return Stream.concat(
                        listing.files(Kind.VIDEO).stream(),
                        listing.folders().stream()
                                .filter(folder ->
                                        !Listing.of(folder).files(Kind.PICTURE).isEmpty()))
                .sorted(Listing.BY_BYTES)
                .toList();
    }
}

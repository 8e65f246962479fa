package io.edgeopt.datasets;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the clips of a list lie: videos, or folders of frames, by their names without ending, in whatever folder. */
final class VideoIndex {
    private final Map<String, Path> places = new HashMap<>();

    private VideoIndex() {}

    static VideoIndex of(Path root) {
        VideoIndex index = new VideoIndex();
        for (Path video : Listing.of(root).below(Kind.VIDEO)) {
            index.places.putIfAbsent(Kind.stemOf(video), video);
        }
        for (Path frame : Listing.of(root).below(Kind.PICTURE)) {
            Path folder = frame.getParent();
            if (folder != null && !folder.equals(root)) {
                index.places.putIfAbsent(Kind.nameOf(folder), folder);
            }
        }
        return index;
    }

    /** The clip of the first name that is there. */
    Optional<Path> find(String... names) {
        for (String name : names) {
            Path place = places.get(name);
            if (place != null) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}

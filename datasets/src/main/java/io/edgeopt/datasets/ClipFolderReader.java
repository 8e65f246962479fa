package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A folder of clips for each class (videos, or folders of frames); or folders of frames without classes. */
final class ClipFolderReader {
    private ClipFolderReader() {}

    static DataSource read(Path root) {
        List<String> ids = new ArrayList<>();
        List<String> classOf = new ArrayList<>();
        List<String> splitOf = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(Listing::bytes);
        for (Parts.Part part : Parts.of(root).parts()) {
            Listing listing = Listing.of(part.folder());
            if (listing.folders().isEmpty()) {
                throw new InvalidDataException(
                        "%s: %s, expected %s".formatted(part.folder(), listing.contents(), Format.CLIPS.words()));
            }
            for (Path folder : listing.folders()) {
                Listing inside = Listing.of(folder);
                List<Path> clips = Clip.in(inside);
                if (clips.isEmpty()) {
                    throw new InvalidDataException(
                            "%s holds no clip (%s); fill the folder or remove it".formatted(folder, inside.contents()));
                }
                names.add(Kind.nameOf(folder));
                for (Path clip : clips) {
                    ids.add(Listing.id(root, clip));
                    classOf.add(Kind.nameOf(folder));
                    splitOf.add(part.name());
                }
            }
        }
        List<String> labels = List.copyOf(names);
        int[] label = classOf.stream().mapToInt(labels::indexOf).toArray();
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                labels,
                ids,
                i -> Clip.whole(root.resolve(ids.get(i))),
                i -> new Truth.Label(label[i]));
        return DataSource.of(root, Format.CLIPS, labels.size() + " classes", dataset, splitOf);
    }

    /** Each folder of frames is a clip; a folder that itself holds frames is one. */
    static DataSource readFrames(Path root) {
        Listing listing = Listing.of(root);
        boolean single = !listing.files(Kind.PICTURE).isEmpty();
        List<Path> clips = single ? List.of(root) : Clip.in(new Listing(root, listing.folders(), List.of()));
        if (clips.isEmpty()) {
            throw new InvalidDataException(
                    "%s: %s, expected %s".formatted(root, listing.contents(), Format.FRAMES.words()));
        }
        List<String> ids = single
                ? List.of(Kind.nameOf(root))
                : clips.stream().map(clip -> Listing.id(root, clip)).toList();
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root), List.of(), ids, i -> Clip.whole(clips.get(i)), i -> new Truth.Unknown());
        return DataSource.of(root, Format.FRAMES, "", dataset, List.of());
    }
}

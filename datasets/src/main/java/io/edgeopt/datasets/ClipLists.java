package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Clips gathered from lists, with the class and the part of the split that the lists give. */
final class ClipLists {
    private record Entry(Path clip, int label, double from, double to) {}

    private final Path root;
    private final VideoIndex index;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> splitOf = new ArrayList<>();
    private final Set<String> ids = new LinkedHashSet<>();

    ClipLists(Path root) {
        this.root = root;
        this.index = VideoIndex.of(root);
    }

    /** Adds a whole clip; {@code where} is the place in the list, for messages; a label of -1 is none. */
    void add(String where, String name, int label, String split) {
        add(where, new String[] {name}, label, split, 0, Double.POSITIVE_INFINITY);
    }

    /** Adds a stretch of the clip that has the first name to be found; a clip of another name is taken whole. */
    void add(String where, String[] names, int label, String split, double from, double to) {
        Path clip = index.find(names)
                .orElseThrow(() -> new InvalidDataException(
                        "%s: clip '%s' is missing; looked for a video or a folder of frames below %s"
                                .formatted(where, names[0], root)));
        boolean cut = names.length > 1 && Kind.stemOf(clip).equals(names[0]);
        String id = Listing.id(root, clip) + (names.length > 1 && !cut ? "@" + from : "");
        if (!ids.add(id)) {
            throw new InvalidDataException("%s: clip '%s' is listed twice".formatted(where, id));
        }
        entries.add(new Entry(clip, label, cut ? 0 : from, cut ? Double.POSITIVE_INFINITY : to));
        splitOf.add(split);
    }

    DataSource source(Path place, Format format, String detail, List<String> labels) {
        List<String> all = List.copyOf(ids);
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                labels,
                all,
                i -> Clip.between(
                        entries.get(i).clip(),
                        entries.get(i).from(),
                        entries.get(i).to()),
                i -> entries.get(i).label() < 0
                        ? new Truth.Unknown()
                        : new Truth.Label(entries.get(i).label()));
        return DataSource.of(place, format, detail, dataset, splitOf);
    }
}

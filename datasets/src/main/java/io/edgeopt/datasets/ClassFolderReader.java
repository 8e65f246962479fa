package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A folder of pictures for each class, or for each person; at the top possibly train, valid and test. */
final class ClassFolderReader {
    private ClassFolderReader() {}

    static DataSource read(Path place, Format format) {
        boolean persons = format == Format.PERSONS;
        // A folder PERSONS may stand in the folder that the user names.
        Path root = persons ? Listing.of(place).sub("persons").orElse(place) : place;
        List<String> ids = new ArrayList<>();
        List<String> classOf = new ArrayList<>();
        List<String> splitOf = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(Listing::bytes);
        for (Parts.Part part : Parts.of(root).parts()) {
            Listing listing = Listing.of(part.folder());
            if (listing.folders().isEmpty()) {
                throw new InvalidDataException(
                        "%s: %s, expected %s".formatted(part.folder(), listing.contents(), format.words()));
            }
            for (Path folder : listing.folders()) {
                Listing inside = Listing.of(folder);
                List<Path> pictures = inside.below(Kind.PICTURE);
                if (pictures.isEmpty()) {
                    throw new InvalidDataException("%s holds no picture (%s); fill the folder or remove it"
                            .formatted(folder, inside.contents()));
                }
                String name = Kind.nameOf(folder);
                names.add(name);
                for (Path picture : pictures) {
                    ids.add(Listing.id(root, picture));
                    classOf.add(name);
                    splitOf.add(part.name());
                }
            }
        }
        List<String> labels = persons ? List.of() : List.copyOf(names);
        int[] label = classOf.stream().mapToInt(labels::indexOf).toArray();
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                labels,
                ids,
                i -> new Content.Picture(root.resolve(ids.get(i))),
                persons ? i -> new Truth.Identity(classOf.get(i)) : i -> new Truth.Label(label[i]));
        return DataSource.of(place, format, names.size() + (persons ? " persons" : " classes"), dataset, splitOf);
    }
}

package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/** Pictures or videos of which nothing is said, in one folder or in folders below it, or a single file. */
final class LooseReader {
    private LooseReader() {}

    static DataSource read(Path place, Format format) {
        Kind kind = format == Format.IMAGES ? Kind.PICTURE : Kind.VIDEO;
        Path root = Files.isDirectory(place)
                ? place
                : Objects.requireNonNull(place.toAbsolutePath().getParent());
        List<String> ids = new ArrayList<>();
        if (Files.isDirectory(place)) {
            Listing listing = Listing.of(place);
            listing.below(kind).forEach(file -> ids.add(Listing.id(root, file)));
            if (ids.isEmpty()) {
                throw new InvalidDataException(
                        "%s: %s, expected %s".formatted(place, listing.contents(), format.words()));
            }
        } else {
            ids.add(Kind.nameOf(place));
        }
        IntFunction<Content> content = kind == Kind.PICTURE
                ? i -> new Content.Picture(root.resolve(ids.get(i)))
                : i -> new Content.Video(root.resolve(ids.get(i)), 0, Double.POSITIVE_INFINITY);
        ListedDataset dataset =
                new ListedDataset(Kind.nameOf(place), List.of(), ids, content, i -> new Truth.Unknown());
        return DataSource.of(place, format, "", dataset, List.of());
    }
}

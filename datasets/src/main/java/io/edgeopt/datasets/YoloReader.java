package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A text file of boxes for each picture. The texts lie in {@code labels/} where the pictures lie in {@code images/}
 * (above or below the folders of a split), or beside the pictures. A picture without a text has no objects.
 */
final class YoloReader {
    private record Layout(Path pictures, Path texts, String split) {}

    private final Path root;
    private final YoloText text;
    private final List<Path> texts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> splitOf = new ArrayList<>();

    private YoloReader(Path root, YoloText text) {
        this.root = root;
        this.text = text;
    }

    /** Whether some part has both {@code images} and {@code labels}. */
    static boolean recognises(Path root) {
        return !layouts(root).isEmpty();
    }

    private static List<Layout> layouts(Path root) {
        List<Layout> layouts = new ArrayList<>();
        Listing listing = Listing.of(root);
        Optional<Path> images = listing.sub("images");
        Optional<Path> labels = listing.sub("labels");
        if (images.isPresent() && labels.isPresent()) {
            Listing inside = Listing.of(images.get());
            if (inside.isSplit()) {
                for (Path part : inside.folders()) {
                    layouts.add(new Layout(
                            part,
                            labels.get().resolve(Kind.nameOf(part)),
                            SplitName.of(Kind.nameOf(part)).orElse("")));
                }
            } else {
                layouts.add(new Layout(images.get(), labels.get(), ""));
            }
        }
        for (Path folder : listing.folders()) {
            Optional<String> split = SplitName.of(Kind.nameOf(folder));
            if (split.isPresent()) {
                Listing part = Listing.of(folder);
                if (part.sub("images").isPresent() && part.sub("labels").isPresent()) {
                    layouts.add(new Layout(
                            part.sub("images").get(), part.sub("labels").get(), split.get()));
                }
            }
        }
        return layouts;
    }

    static DataSource read(Path place, Format format) {
        Path root = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
        if (root == null) {
            throw new InvalidDataException("%s is no folder of data".formatted(place));
        }
        List<Layout> layouts = layouts(root);
        if (layouts.isEmpty()) {
            layouts = List.of(new Layout(root, root, ""));
        }
        Optional<List<String>> names = YoloNames.of(root);
        YoloReader reader = new YoloReader(root, new YoloText(format, names.map(List::size)));
        layouts.forEach(reader::add);
        if (reader.ids.isEmpty()) {
            throw new InvalidDataException("%s: %s, expected pictures with %s"
                    .formatted(root, Listing.of(root).contents(), format.words()));
        }
        return reader.source(place, format, names);
    }

    private void add(Layout layout) {
        Listing listing = Listing.of(layout.pictures());
        boolean beside = layout.pictures().equals(layout.texts());
        for (Path picture : beside ? listing.files(Kind.PICTURE) : listing.below(Kind.PICTURE)) {
            ids.add(Listing.id(root, picture));
            splitOf.add(layout.split());
            Path below = layout.pictures().relativize(picture).resolveSibling(Kind.stemOf(picture) + ".txt");
            texts.add(layout.texts().resolve(below));
        }
        if (!beside && Files.isDirectory(layout.texts())) {
            for (Path written : Listing.of(layout.texts()).below(Kind.TEXT)) {
                requirePicture(layout, written);
            }
        }
    }

    private static void requirePicture(Layout layout, Path written) {
        Path below = layout.texts().relativize(written);
        Path stem = layout.pictures().resolve(below);
        if (Kind.nameOf(written).equals("classes.txt")) {
            return;
        }
        for (String ending : List.of("jpg", "jpeg", "png", "bmp", "JPG", "JPEG", "PNG", "BMP")) {
            if (Files.exists(stem.resolveSibling(Kind.stemOf(written) + "." + ending))) {
                return;
            }
        }
        throw new InvalidDataException("%s describes a picture that is missing; expected %s.jpg (or png, bmp) in %s"
                .formatted(written, Kind.stemOf(written), stem.getParent()));
    }

    private DataSource source(Path place, Format format, Optional<List<String>> names) {
        List<String> labels = names.orElseGet(this::numbers);
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                labels,
                ids,
                i -> new Content.Picture(root.resolve(ids.get(i))),
                i -> new Truth.Objects(text.boxes(texts.get(i), root.resolve(ids.get(i)))));
        String detail = names.isPresent() ? labels.size() + " classes" : labels.size() + " classes without names";
        return DataSource.of(place, format, detail, dataset, splitOf);
    }

    /** Without a list of names the classes are those that occur, up to the highest. */
    private List<String> numbers() {
        int classes = texts.stream().mapToInt(text::classes).max().orElse(0);
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}

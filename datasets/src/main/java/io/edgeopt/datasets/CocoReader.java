package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.json.JsonStream;
import io.edgeopt.core.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** COCO JSON: images, annotations with {@code [x, y, width, height]}, categories; a file for each part of the split. */
final class CocoReader {
    private final Path root;
    private final List<Path> folders;
    private final List<String> ids = new ArrayList<>();
    private final List<String> splitOf = new ArrayList<>();
    private final SortedMap<Long, String> categories = new TreeMap<>();
    private final Map<Long, Integer> labelOf = new HashMap<>();
    private final BoxTable boxes = new BoxTable();

    private CocoReader(Path root) {
        this.root = root;
        Listing listing = Listing.of(root);
        List<Path> folders = new ArrayList<>(List.of(root));
        listing.sub("images").ifPresent(images -> {
            folders.add(images);
            folders.addAll(Listing.of(images).folders());
        });
        folders.addAll(listing.folders());
        this.folders = List.copyOf(folders);
    }

    /** Files that begin as COCO's do: in the folder, in {@code annotations/}, or in the folders of a split. */
    static List<Path> files(Path root) {
        Listing listing = Listing.of(root);
        List<Path> found = new ArrayList<>(listing.files(Kind.JSON));
        for (Path folder : listing.folders()) {
            boolean part = SplitName.of(Kind.nameOf(folder)).isPresent();
            if (part || Kind.nameOf(folder).equalsIgnoreCase("annotations")) {
                found.addAll(Listing.of(folder).files(Kind.JSON));
            }
        }
        found.removeIf(file -> !begins(file));
        return found;
    }

    private static boolean begins(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(1 << 14), StandardCharsets.UTF_8);
            return head.contains("\"images\"")
                    || head.contains("\"annotations\"")
                    || head.contains("\"categories\"")
                    || head.contains("\"licenses\"");
        } catch (IOException e) {
            throw new InvalidDataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    static DataSource read(Path place) {
        boolean folder = Files.isDirectory(place);
        List<Path> files = folder ? files(place) : List.of(place);
        if (files.isEmpty()) {
            throw new InvalidDataException("%s: %s, expected a JSON with images, annotations and categories"
                    .formatted(place, Listing.of(place).contents()));
        }
        Path root =
                folder ? place : Objects.requireNonNull(place.toAbsolutePath().getParent());
        if (!folder && Kind.nameOf(root).equalsIgnoreCase("annotations") && root.getParent() != null) {
            root = root.getParent();
        }
        CocoReader reader = new CocoReader(root);
        for (Path file : files) {
            reader.add(file, files.size() == 1 && folder ? "" : partOf(file));
        }
        return reader.source(place, files.size());
    }

    /** {@code instances_val2017.json} and {@code valid/_annotations.coco.json} are both of the part "val". */
    private static String partOf(Path file) {
        String name =
                Kind.stemOf(file).replaceAll("(?i)^(instances|annotations|_annotations)_?|[0-9]{4}$|\\.coco$", "");
        Path folder = file.toAbsolutePath().getParent();
        return SplitName.of(name)
                .or(() -> folder == null ? Optional.empty() : SplitName.of(Kind.nameOf(folder)))
                .orElse("");
    }

    private record Raw(long image, long category, Box box, boolean crowd, int number) {}

    private void add(Path file, String split) {
        Map<Long, Integer> pictures = new HashMap<>();
        Map<Long, String> own = new HashMap<>();
        List<Raw> raws = new ArrayList<>();
        int[] number = {0};
        Map<Integer, ImageSize> sizeOf = new HashMap<>();
        Set<String> seen = JsonStream.read(
                file,
                "COCO annotations",
                Map.of(
                        "images", image -> picture(file, image, split, pictures, sizeOf),
                        "categories",
                                category -> own.put(
                                        category.field("id").integer(),
                                        category.field("name").text()),
                        "annotations", annotation -> raws.add(raw(file, annotation, number[0]++))));
        for (String field : List.of("images", "annotations", "categories")) {
            if (!seen.contains(field)) {
                throw new InvalidDataException("%s: field '%s' is missing".formatted(file, field));
            }
        }
        own.forEach((id, name) -> {
            String before = categories.putIfAbsent(id, name);
            if (before != null && !before.equals(name)) {
                throw new InvalidDataException(
                        "%s: category %d is '%s', in another file it is '%s'".formatted(file, id, name, before));
            }
            labelOf.putIfAbsent(id, labelOf.size());
        });
        for (Raw raw : raws) {
            String where = "%s annotations[%d]".formatted(file, raw.number());
            Integer picture = pictures.get(raw.image());
            if (picture == null) {
                throw new InvalidDataException("%s: image_id %d is not among the images".formatted(where, raw.image()));
            }
            Integer label = labelOf.get(raw.category());
            if (label == null) {
                throw new InvalidDataException(
                        "%s: category_id %d is unknown, found %s".formatted(where, raw.category(), own));
            }
            ImageSize size = sizeOf.get(picture);
            if (size != null) {
                Boxes.checkInside(raw.box(), size.width(), size.height(), () -> where);
            }
            boxes.add(picture, raw.box(), label, raw.crowd());
        }
    }

    private void picture(
            Path file, JsonTree image, String split, Map<Long, Integer> pictures, Map<Integer, ImageSize> sizeOf) {
        String name = image.field("file_name").text();
        if (pictures.put(image.field("id").integer(), ids.size()) != null) {
            throw new InvalidDataException("%s: two images have the id %d"
                    .formatted(file, image.field("id").integer()));
        }
        if (image.has("width") && image.has("height")) {
            sizeOf.put(ids.size(), new ImageSize((int) image.field("width").integer(), (int)
                    image.field("height").integer()));
        }
        ids.add(Listing.id(root, locate(file, name)));
        splitOf.add(split);
    }

    private Path locate(Path file, String name) {
        Path beside = file.resolveSibling(name);
        if (Files.isRegularFile(beside)) {
            return beside.startsWith(root) ? beside : root.resolve(name);
        }
        for (Path folder : folders) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new InvalidDataException(
                "%s: picture '%s' is missing; looked in %s and its folders".formatted(file, name, root));
    }

    private static Raw raw(Path file, JsonTree annotation, int number) {
        List<JsonTree> edges = annotation.field("bbox").elements();
        if (edges.size() != 4) {
            throw new InvalidDataException("%s annotations[%d]: bbox has %d numbers, expected x, y, width, height"
                    .formatted(file, number, edges.size()));
        }
        float left = (float) edges.get(0).number();
        float top = (float) edges.get(1).number();
        float width = (float) edges.get(2).number();
        float height = (float) edges.get(3).number();
        Box box = new Box(left, top, left + width, top + height);
        if (width < 0 || height < 0) {
            throw new InvalidDataException("%s annotations[%d]: bbox is %s x %s in size, expected at least 0"
                    .formatted(file, number, width, height));
        }
        boolean crowd = annotation.has("iscrowd") && annotation.field("iscrowd").integer() == 1;
        return new Raw(
                annotation.field("image_id").integer(),
                annotation.field("category_id").integer(),
                box,
                crowd,
                number);
    }

    private DataSource source(Path place, int files) {
        List<Long> order = List.copyOf(categories.keySet());
        int[] relabel = new int[labelOf.size()];
        labelOf.forEach((category, given) -> relabel[given] = order.indexOf(category));
        boxes.frozen(ids.size(), relabel);
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                List.copyOf(categories.values()),
                ids,
                i -> new Content.Picture(root.resolve(ids.get(i))),
                i -> new Truth.Objects(boxes.of(i)));
        return DataSource.of(
                place,
                Format.COCO,
                "%d boxes in %d file%s".formatted(boxes.size(), files, files == 1 ? "" : "s"),
                dataset,
                splitOf);
    }
}

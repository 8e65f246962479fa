package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A CSV of boxes, one a line: {@code filename,class,xmin,ymin,xmax,ymax} and possibly {@code width,height,split}, in any
 * order, under a header; or {@code path,x1,y1,x2,y2,class} without one. Without columns of boxes the class is the
 * picture's.
 */
final class AnnotationsReader {
    private static final String[] FILE = {"filename", "file", "file_name", "path", "image", "image_path"};
    private static final String[] CLASS = {"class", "label", "category", "class_name"};
    private static final List<String> HEADERLESS = List.of("path", "x1", "y1", "x2", "y2", "class");

    private final Path file;
    private final Path root;
    private final Map<String, Integer> pictures = new LinkedHashMap<>();
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> splitOf = new ArrayList<>();
    private final List<Integer> classOf = new ArrayList<>();
    private final BoxTable boxes = new BoxTable();

    private AnnotationsReader(Path file) {
        this.file = file;
        this.root = Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    static boolean recognises(List<String> header) {
        return (CsvTable.column(header, FILE) >= 0 && CsvTable.column(header, CLASS) >= 0) || isHeaderless(header);
    }

    private static boolean isHeaderless(List<String> row) {
        return row.size() == HEADERLESS.size()
                && Kind.of(Path.of(row.get(0))) == Kind.PICTURE
                && CsvTable.column(row, FILE) < 0;
    }

    static DataSource read(Path place) {
        return new AnnotationsReader(CsvFiles.in(place, AnnotationsReader::recognises, Format.CSV)).readFor(place);
    }

    private DataSource readFor(Path place) {
        CsvTable table = CsvTable.of(file);
        List<String> first = table.firstRow();
        if (first.isEmpty()) {
            throw new InvalidDataException(
                    "%s is empty, expected a header such as filename,class,xmin,ymin,xmax,ymax".formatted(file));
        }
        boolean headerless = isHeaderless(first);
        List<String> columns = headerless ? HEADERLESS : first;
        int name = CsvFiles.required(file, columns, FILE);
        int label = CsvFiles.required(file, columns, CLASS);
        boolean boxed = CsvTable.column(columns, "xmin", "x1", "left") >= 0
                || CsvTable.column(columns, "ymin", "y1", "top") >= 0
                || CsvTable.column(columns, "xmax", "x2", "right") >= 0
                || CsvTable.column(columns, "ymax", "y2", "bottom") >= 0;
        int[] edges = boxed ? edges(columns) : new int[0];
        int width = CsvTable.column(columns, "width");
        int height = CsvTable.column(columns, "height");
        int split = CsvTable.column(columns, "split", "set", "subset");
        table.rows(headerless ? 1 : 2, columns, row -> {
            int picture = picture(row, name, split);
            if (boxed) {
                box(row, picture, label, edges, width, height);
            } else if (classOf.size() > picture) {
                throw row.wrong(name, "each picture once; this one has a line already");
            } else {
                classOf.add(classIndex(row.text(label)));
            }
        });
        List<String> labels = ClassNames.sorted(classes.keySet(), root);
        int[] relabel = classes.keySet().stream().mapToInt(labels::indexOf).toArray();
        if (boxed) {
            boxes.frozen(ids.size(), relabel);
        }
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                labels,
                ids,
                i -> new Content.Picture(root.resolve(ids.get(i))),
                boxed ? this::objects : i -> new Truth.Label(relabel[classOf.get(i)]));
        return DataSource.of(
                place,
                Format.CSV,
                "%s, %s".formatted(Kind.nameOf(file), boxed ? boxes.size() + " boxes" : "one class a picture"),
                dataset,
                splitOf);
    }

    private Truth objects(int picture) {
        List<Truth.LabelledBox> found = boxes.of(picture);
        ImageSize size = ImageReader.size(root.resolve(ids.get(picture)));
        for (Truth.LabelledBox box : found) {
            Boxes.checkInside(
                    box.box(), size.width(), size.height(), () -> "%s: picture %s".formatted(file, ids.get(picture)));
        }
        return new Truth.Objects(found);
    }

    private int[] edges(List<String> columns) {
        return new int[] {
            CsvFiles.required(file, columns, "xmin", "x1", "left"),
            CsvFiles.required(file, columns, "ymin", "y1", "top"),
            CsvFiles.required(file, columns, "xmax", "x2", "right"),
            CsvFiles.required(file, columns, "ymax", "y2", "bottom")
        };
    }

    private int picture(CsvRow row, int name, int split) {
        String given = row.text(name);
        Integer known = pictures.get(given);
        if (known != null) {
            return known;
        }
        String id = List.of(given, "images/" + given).stream()
                .filter(path -> Files.isRegularFile(root.resolve(path)))
                .findFirst()
                .orElseThrow(() -> row.wrong(name, "a picture below %s; there is none of that name".formatted(root)));
        pictures.put(given, ids.size());
        ids.add(id);
        String part = row.textOr(split, "");
        splitOf.add(SplitName.of(part).orElse(part));
        return ids.size() - 1;
    }

    private int classIndex(String name) {
        return classes.computeIfAbsent(name, key -> classes.size());
    }

    private void box(CsvRow row, int picture, int label, int[] edges, int width, int height) {
        boolean nothing = row.fields().get(label).isEmpty();
        for (int edge : edges) {
            nothing &= row.fields().get(edge).isEmpty();
        }
        if (nothing) {
            // A picture with nothing in it.
            return;
        }
        Box box = new Box(row.number(edges[0]), row.number(edges[1]), row.number(edges[2]), row.number(edges[3]));
        if (box.left() < 0 || box.top() < 0) {
            throw row.wrong(edges[box.left() < 0 ? 0 : 1], "at least 0");
        }
        if (box.right() < box.left() || box.bottom() < box.top()) {
            boolean across = box.right() < box.left();
            throw row.wrong(
                    edges[across ? 2 : 3],
                    "at least '%s', which is %s"
                            .formatted(
                                    row.columns().get(edges[across ? 0 : 1]),
                                    row.fields().get(edges[across ? 0 : 1])));
        }
        if (width >= 0 && box.right() > row.number(width) + 1) {
            throw row.wrong(
                    edges[2], "at most 'width', which is " + row.fields().get(width));
        }
        if (height >= 0 && box.bottom() > row.number(height) + 1) {
            throw row.wrong(
                    edges[3], "at most 'height', which is " + row.fields().get(height));
        }
        boxes.add(picture, box, classIndex(row.text(label)), false);
    }
}

package io.edgeopt.datasets;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A CSV of pairs of pictures: {@code file_x,file_y,decision}, where the decision is yes or no. */
final class PairsReader {
    private static final String[] FIRST = {"file_x", "file_1", "file1", "image_1", "image1", "img1", "left"};
    private static final String[] SECOND = {"file_y", "file_2", "file2", "image_2", "image2", "img2", "right"};
    private static final String[] DECISION = {"decision", "same", "label", "match", "is_same"};

    private PairsReader() {}

    static boolean recognises(List<String> header) {
        return CsvTable.column(header, FIRST) >= 0 && CsvTable.column(header, SECOND) >= 0;
    }

    static DataSource read(Path place) {
        Path file = CsvFiles.in(place, PairsReader::recognises, Format.PAIRS);
        Path root = Objects.requireNonNull(file.toAbsolutePath().getParent());
        CsvTable table = CsvTable.of(file);
        List<String> header = table.firstRow();
        int first = CsvFiles.required(file, header, FIRST);
        int second = CsvFiles.required(file, header, SECOND);
        int decision = CsvFiles.required(file, header, DECISION);
        List<String> ids = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        List<Boolean> same = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        table.rows(2, header, row -> {
            String a = row.text(first);
            String b = row.text(second);
            require(root, row, first);
            require(root, row, second);
            String pair = a + "~" + b;
            int times = seen.merge(pair, 1, Integer::sum);
            ids.add(times == 1 ? pair : pair + "#" + times);
            pairs.add(a);
            pairs.add(b);
            same.add(same(row, decision));
        });
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(root),
                List.of(),
                ids,
                i -> new Content.Picture(root.resolve(pairs.get(2 * i))),
                i -> new Truth.SamePerson(new Content.Picture(root.resolve(pairs.get(2 * i + 1))), same.get(i)));
        return DataSource.of(place, Format.PAIRS, Kind.nameOf(file), dataset, List.of());
    }

    private static void require(Path root, CsvRow row, int column) {
        if (!Files.isRegularFile(root.resolve(row.text(column)))) {
            throw row.wrong(column, "a picture below %s; there is none of that name".formatted(root));
        }
    }

    private static boolean same(CsvRow row, int column) {
        return switch (row.text(column).toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1", "same" -> true;
            case "no", "false", "0", "different" -> false;
            default -> throw row.wrong(column, "yes or no");
        };
    }
}

package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The CSV of Kinetics: {@code label,youtube_id,time_start,time_end,split}. A clip is {@code ID_START_END.mp4} with six
 * digits each, as the usual downloaders name it, or the whole {@code ID.mp4}, of which the stretch is taken.
 */
final class KineticsReader {
    private KineticsReader() {}

    static boolean recognises(List<String> header) {
        return CsvTable.column(header, "youtube_id") >= 0;
    }

    static DataSource read(Path place) {
        boolean folder = Files.isDirectory(place);
        Path root =
                folder ? place : Objects.requireNonNull(place.toAbsolutePath().getParent());
        List<Path> files = folder ? CsvFiles.fitting(place, KineticsReader::recognises) : List.of(place);
        if (files.isEmpty()) {
            throw new InvalidDataException("%s: %s, expected a CSV with the columns %s"
                    .formatted(place, Listing.of(place).contents(), "label,youtube_id,time_start,time_end,split"));
        }
        List<String> labels = labels(files);
        ClipLists clips = new ClipLists(root);
        for (Path file : files) {
            add(file, labels, clips);
        }
        return clips.source(place, Format.KINETICS, labels.size() + " classes", labels);
    }

    private static List<String> labels(List<Path> files) {
        TreeSet<String> names = new TreeSet<>(Listing::bytes);
        for (Path file : files) {
            CsvTable table = CsvTable.of(file);
            List<String> header = table.firstRow();
            int label = CsvTable.column(header, "label");
            if (label >= 0) {
                table.rows(2, header, row -> names.add(row.text(label)));
            }
        }
        return new ArrayList<>(names);
    }

    private static void add(Path file, List<String> labels, ClipLists clips) {
        CsvTable table = CsvTable.of(file);
        List<String> header = table.firstRow();
        int video = CsvFiles.required(file, header, "youtube_id");
        int start = CsvFiles.required(file, header, "time_start");
        int end = CsvFiles.required(file, header, "time_end");
        int label = CsvTable.column(header, "label");
        int split = CsvTable.column(header, "split");
        table.rows(2, header, row -> {
            float from = row.number(start);
            float to = row.number(end);
            if (from < 0 || to <= from) {
                throw row.wrong(
                        end, "more than time_start, which is " + row.fields().get(start));
            }
            String id = row.text(video);
            String part = row.textOr(split, "");
            clips.add(
                    "%s line %d".formatted(file, row.line()),
                    new String[] {String.format(Locale.ROOT, "%s_%06d_%06d", id, (int) from, (int) to), id},
                    label < 0 ? -1 : labels.indexOf(row.text(label)),
                    SplitName.of(part).orElse(part),
                    from,
                    to);
        });
    }
}

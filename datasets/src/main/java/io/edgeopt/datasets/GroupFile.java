package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A CSV that says which samples belong together: {@code id,group}. */
public final class GroupFile {
    private GroupFile() {}

    public static Map<String, String> read(Path file) {
        CsvTable table = CsvTable.of(file);
        List<String> header = table.firstRow();
        int id = CsvFiles.required(file, header, "id", "sample", "file", "filename");
        int group = CsvFiles.required(file, header, "group", "video", "person");
        Map<String, String> groups = new HashMap<>();
        table.rows(2, header, row -> {
            String before = groups.put(row.text(id), row.text(group));
            if (before != null && !before.equals(row.text(group))) {
                throw new InvalidDataException("%s line %d: '%s' is in group '%s' and in '%s'"
                        .formatted(file, row.line(), row.text(id), before, row.text(group)));
            }
        });
        return groups;
    }
}

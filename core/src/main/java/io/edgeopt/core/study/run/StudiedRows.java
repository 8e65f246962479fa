package io.edgeopt.core.study.run;

import io.edgeopt.core.study.StudiedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One model with its rows, the baseline's first.
 *
 * @param decisions by variant, what was decided by measuring
 */
record StudiedRows(Subject subject, List<Row> rows, Map<String, Map<String, String>> decisions) {
    StudiedRows {
        rows = List.copyOf(rows);
        decisions = Map.copyOf(decisions);
    }

    StudiedModel of(String device) {
        return new StudiedModel(
                subject.name(),
                Optional.of(subject.card().task()),
                subject.frame(),
                Optional.of(subject.tested()),
                subject.card().labels(),
                rows.stream().map(row -> row.of(device)).toList());
    }
}

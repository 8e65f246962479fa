package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every row of a study as a line of CSV, in English and with decimal points whatever the report's language is. */
final class ResultsCsv {
    private final Map<String, String> cells = new LinkedHashMap<>();

    private ResultsCsv() {}

    static String of(StudyResult result) {
        List<Map<String, String>> lines = new ArrayList<>();
        result.models()
                .forEach(model -> model.rows()
                        .forEach(row -> lines.add(new ResultsCsv()
                                .line(
                                        model.name(),
                                        model.task().map(Object::toString).orElse(""),
                                        model.frame(),
                                        row))));
        result.together().forEach(set -> lines.add(new ResultsCsv().line(set.name(), "together", "", set.row())));
        if (lines.isEmpty()) {
            return "";
        }
        StringBuilder csv = new StringBuilder(String.join(",", lines.get(0).keySet())).append('\n');
        lines.forEach(line -> csv.append(
                        line.values().stream().map(ResultsCsv::quoted).collect(Collectors.joining(",")))
                .append('\n'));
        return csv.toString();
    }

    private Map<String, String> line(String model, String task, String frame, VariantRow row) {
        put("model", model);
        put("variant", row.variant());
        put("device", row.device());
        put("task", task);
        put("frame_size", frame);
        put("failure", row.failure().orElse(""));
        put("left_out", row.leftOut().orElse(""));
        accuracy(row);
        speed(row.speed());
        file(row.file());
        explained(row);
        return cells;
    }

    private void accuracy(VariantRow row) {
        put("metric", ModelView.score(row).map(score -> score.name()).orElse(""));
        number("accuracy", ModelView.score(row).map(score -> score.value()));
        number("accuracy_low", ModelView.score(row).map(score -> score.low()));
        number("accuracy_high", ModelView.score(row).map(score -> score.high()));
        number("accuracy_samples", ModelView.score(row).map(score -> (double) score.n()));
        number("accuracy_change", ModelView.change(row).map(change -> change.difference()));
        number("accuracy_change_low", ModelView.change(row).map(change -> change.low()));
        number("accuracy_change_high", ModelView.change(row).map(change -> change.high()));
    }

    private void speed(Optional<Speed> speed) {
        put("verdict", speed.map(one -> one.verdict().state().name()).orElse(""));
        number("fps", speed.map(Speed::fps));
        number("fps_slowest", speed.map(Speed::slowestFps));
        number("fps_fastest", speed.map(Speed::fastestFps));
        percentiles("work_ms", speed.flatMap(Speed::frameMs));
        percentiles("inference_ms", speed.flatMap(Speed::inferenceMs));
        percentiles("age_ms", speed.flatMap(Speed::ageMs));
        number("cpu_ms_per_frame", speed.map(Speed::cpuMsPerFrame));
        number("peak_bytes", speed.flatMap(Speed::peakBytes).map(Long::doubleValue));
        number("session_bytes", speed.flatMap(Speed::sessionBytes).map(Long::doubleValue));
        number("joules_per_frame", speed.flatMap(Speed::joulesPerFrame));
        number("work_ratio", speed.flatMap(Speed::ratio).map(ratio -> ratio.value()));
        number("work_ratio_low", speed.flatMap(Speed::ratio).map(ratio -> ratio.low()));
        number("work_ratio_high", speed.flatMap(Speed::ratio).map(ratio -> ratio.high()));
        number("rounds", speed.map(one -> (double) one.rounds().size()));
    }

    private void percentiles(String name, Optional<Percentiles> times) {
        for (int percent : Percentiles.NEEDED.keySet()) {
            number(
                    name + "_p" + percent,
                    times.flatMap(all -> all.find(percent)).map(one -> one.value()));
        }
    }

    private void file(Optional<VariantFile> file) {
        number("file_bytes", file.map(one -> (double) one.bytes()));
        number("packed_bytes", file.flatMap(VariantFile::packedBytes).map(Long::doubleValue));
        number("parameters", file.flatMap(VariantFile::parameters).map(Long::doubleValue));
        number("macs", file.flatMap(VariantFile::macs).map(Long::doubleValue));
        number("zeros", file.flatMap(VariantFile::zeros));
        put("sha256", file.map(VariantFile::digest).orElse(""));
    }

    private void explained(VariantRow row) {
        put(
                "explain_method",
                row.explained().stream()
                        .flatMap(one -> one.methods().stream())
                        .findFirst()
                        .map(Explained.Method::name)
                        .orElse(""));
        number("drift", ModelView.drift(row).map(Explained.Drift::value));
        number("drift_low", ModelView.drift(row).map(Explained.Drift::low));
        number("drift_high", ModelView.drift(row).map(Explained.Drift::high));
        number("agreement", ModelView.drift(row).map(Explained.Drift::agreement));
    }

    private void put(String column, String value) {
        cells.put(column, value);
    }

    private void number(String column, Optional<Double> value) {
        put(
                column,
                value.filter(Double::isFinite)
                        .map(one -> BigDecimal.valueOf(one).stripTrailingZeros().toPlainString())
                        .orElse(""));
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(character -> ",\"\n\r".indexOf(character) >= 0)
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }
}

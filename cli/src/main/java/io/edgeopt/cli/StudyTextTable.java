package io.edgeopt.cli;

import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A study's table, for a terminal; the report says more. */
final class StudyTextTable {
    private StudyTextTable() {}

    static String of(StudyResult result) {
        TextTable table = new TextTable(
                "model", "variant", ">accuracy", ">change", ">MB", ">M MACs", ">ms p50", ">frames/s", ">drift");
        for (StudiedModel model : result.models()) {
            for (VariantRow row : model.rows()) {
                add(table, model, row);
            }
        }
        StringBuilder text = new StringBuilder("\n").append(table);
        if (!result.together().isEmpty()) {
            text.append('\n').append(together(result.together()));
        }
        for (StudiedModel model : result.models()) {
            for (VariantRow row : model.rows()) {
                String name = "%s/%s".formatted(model.name(), row.variant());
                row.failure().ifPresent(why -> text.append("%s failed: %s\n".formatted(name, why)));
                row.leftOut().ifPresent(why -> text.append("%s left out: %s\n".formatted(name, why)));
            }
        }
        if (result.indicative()) {
            text.append("preset %s: indicative, too few samples and frames to decide by\n".formatted(result.preset()));
        }
        return text.toString();
    }

    private static TextTable together(List<Together> sets) {
        TextTable table = new TextTable("together", "variant", "models", ">ms p50", ">frames/s", ">age p95");
        for (Together set : sets) {
            String members = set.members().stream()
                    .map(member -> member.model() + (member.stride() == 1 ? "" : "/" + member.stride()))
                    .collect(Collectors.joining(" "));
            Optional<Speed> speed = set.speed();
            table.row(
                    set.name(),
                    set.variant(),
                    members,
                    speed.flatMap(Speed::frameMs)
                            .flatMap(times -> times.find(50))
                            .map(median -> say("%.2f", median.value()))
                            .orElse(set.failure().orElse("not measured")),
                    speed.map(one -> say("%.1f", one.fps())).orElse(""),
                    speed.flatMap(Speed::ageMs)
                            .flatMap(times -> times.find(95))
                            .map(old -> say("%.1f ms", old.value()))
                            .orElse(""));
        }
        return table;
    }

    private static void add(TextTable table, StudiedModel model, VariantRow row) {
        if (row.absent().isPresent()) {
            String why = row.failure().isPresent() ? "failed" : "left out";
            table.row(model.name(), row.variant(), why, "", "", "", "", "", "");
            return;
        }
        table.row(
                model.name(),
                row.variant(),
                row.accuracy()
                        .flatMap(found -> found.scores().stream().findFirst())
                        .map(StudyTextTable::score)
                        .orElse(""),
                row.accuracy()
                        .flatMap(found -> found.changes().stream().findFirst())
                        .map(StudyTextTable::change)
                        .orElse(""),
                row.file().map(file -> say("%.2f", file.bytes() / 1e6)).orElse(""),
                row.file()
                        .flatMap(VariantFile::macs)
                        .map(macs -> say("%.1f", macs / 1e6))
                        .orElse(""),
                row.speed()
                        .flatMap(Speed::frameMs)
                        .flatMap(times -> times.find(50))
                        .map(median -> say("%.2f", median.value()))
                        .orElse("not measured"),
                row.speed().map(speed -> say("%.1f", speed.fps())).orElse("not measured"),
                row.explained()
                        .flatMap(found -> found.methods().stream().findFirst())
                        .flatMap(Explained.Method::drift)
                        .map(drift -> say("%.3f", drift.value()))
                        .orElse(""));
    }

    private static String score(Score score) {
        return say("%s %.3f", score.name(), score.value());
    }

    private static String change(Comparison change) {
        return say("%s%+.3f", change.clear() ? "" : "≈ ", change.difference());
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

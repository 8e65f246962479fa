package io.edgeopt.cli;

import io.edgeopt.core.evaluate.EvaluationResult;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.ConfusionMatrix;
import io.edgeopt.core.task.metric.McNemar;
import io.edgeopt.core.task.metric.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An evaluation as people read it. */
final class EvaluationText {
    /** Larger matrices do not fit a terminal. */
    private static final int WIDEST_MATRIX = 12;

    private static final int LONGEST_TABLE = 40;

    private EvaluationText() {}

    static String of(EvaluationResult result, String form, Optional<ConfusionMatrix> confusion) {
        StringBuilder text = new StringBuilder();
        text.append("%s on %s (%s): %d samples\n".formatted(result.model(), result.set(), form, result.samples()));
        if (!result.shown().isEmpty()) {
            text.append("only %s\n".formatted(String.join(", ", result.shown())));
        }
        TextTable scores = new TextTable("metric", ">value", "95 % interval", ">n");
        result.scores().forEach(score -> scores.row(score.name(), number(score.value()), interval(score), score.n()));
        text.append('\n').append(scores);
        result.notes().forEach(note -> text.append(note).append('\n'));
        if (!result.perClass().isEmpty()) {
            text.append('\n').append(perClass(result.perClass()));
        }
        confusion
                .filter(matrix -> matrix.labels().size() <= WIDEST_MATRIX)
                .ifPresent(matrix -> text.append('\n').append(matrix(matrix)));
        if (!result.comparisons().isEmpty()) {
            text.append('\n').append(comparisons(result));
        }
        text.append("\nintervals: percentile bootstrap, %d rounds, seed %d; %s, %s; %s\n"
                .formatted(
                        result.rounds(),
                        result.seed(),
                        result.backend(),
                        threads(result),
                        result.machine().cpu()));
        return text.toString();
    }

    private static String threads(EvaluationResult result) {
        return result.threads() == 0 ? "threads as the backend chooses" : result.threads() + " threads";
    }

    /** A row a class: the metrics are named after it, as in {@code f1/fire}. */
    private static String perClass(List<Score> scores) {
        Map<String, List<Score>> byClass = new LinkedHashMap<>();
        List<String> metrics = new ArrayList<>();
        for (Score score : scores) {
            int slash = score.name().indexOf('/');
            String metric = score.name().substring(0, slash);
            byClass.computeIfAbsent(score.name().substring(slash + 1), unused -> new ArrayList<>())
                    .add(score);
            if (!metrics.contains(metric)) {
                metrics.add(metric);
            }
        }
        TextTable table = new TextTable(
                Stream.concat(Stream.of("class"), metrics.stream()).toArray(String[]::new));
        byClass.entrySet().stream()
                .limit(LONGEST_TABLE)
                .forEach(entry -> table.row(Stream.concat(
                                Stream.of(entry.getKey()),
                                entry.getValue().stream().map(score -> number(score.value()) + " " + interval(score)))
                        .toArray()));
        int more = byClass.size() - LONGEST_TABLE;
        return table + (more > 0 ? "and %d classes more: --json has them all\n".formatted(more) : "");
    }

    private static String matrix(ConfusionMatrix matrix) {
        List<String> labels = matrix.labels();
        TextTable table = new TextTable(
                Stream.concat(Stream.of("true \\ answered"), labels.stream().map(label -> ">" + label))
                        .toArray(String[]::new));
        for (int truth = 0; truth < labels.size(); truth++) {
            Object[] row = new Object[labels.size() + 1];
            row[0] = labels.get(truth);
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                row[predicted + 1] = matrix.count(truth, predicted);
            }
            table.row(row);
        }
        return table.toString();
    }

    private static String comparisons(EvaluationResult result) {
        TextTable table = new TextTable(
                "against " + result.baseline().orElse(""),
                ">baseline",
                ">model",
                ">difference",
                "95 % interval",
                "McNemar");
        for (Comparison comparison : result.comparisons()) {
            table.row(
                    comparison.name(),
                    number(comparison.baseline()),
                    number(comparison.value()),
                    (comparison.clear() ? "" : "≈ ") + String.format(Locale.ROOT, "%+.4f", comparison.difference()),
                    String.format(Locale.ROOT, "[%+.4f, %+.4f]", comparison.low(), comparison.high()),
                    comparison.test().map(EvaluationText::mcNemar).orElse(""));
        }
        return table.toString();
    }

    private static String mcNemar(McNemar test) {
        return String.format(
                Locale.ROOT, "mid-p %.4g (%d lost, %d won)", test.midP(), test.onlyBaseline(), test.onlyModel());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String interval(Score score) {
        return String.format(Locale.ROOT, "[%.4f, %.4f]", score.low(), score.high());
    }
}

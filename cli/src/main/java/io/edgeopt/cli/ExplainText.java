package io.edgeopt.cli;

import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.MapJudgement;
import io.edgeopt.core.task.metric.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What {@code explain} made, for people. */
final class ExplainText {
    private ExplainText() {}

    static String of(ExplainResult result) {
        TextTable pictures = new TextTable("picture", "answer", "explained", ">score");
        for (ExplainResult.Picture picture : result.pictures()) {
            pictures.row(picture.id(), picture.answer(), picture.target(), number("%.2f", picture.score()));
        }
        TextTable methods = new TextTable("method", ">s a picture", "layer", "median of");
        for (String method : result.methods()) {
            String layer = result.pictures().stream()
                    .flatMap(picture -> picture.maps().stream())
                    .filter(map -> map.method().equals(method))
                    .flatMap(map -> map.layer().stream())
                    .findFirst()
                    .orElse("");
            methods.row(
                    method,
                    number("%.3f", result.seconds().getOrDefault(method, Double.NaN)),
                    layer,
                    figures(result, method));
        }
        StringBuilder text = new StringBuilder().append(pictures).append('\n').append(methods);
        for (ExplainResult.Picture picture : result.pictures()) {
            picture.maps().stream().filter(map -> !map.text().isEmpty()).forEach(map -> {
                text.append("\n%s, %s:\n".formatted(picture.id(), map.method()));
                map.text().forEach(line -> text.append("  ").append(line).append('\n'));
            });
        }
        if (!result.judgements().isEmpty()) {
            text.append('\n').append(judgements(result.judgements()));
        }
        if (!result.drift().isEmpty()) {
            text.append('\n').append(drift(result));
        }
        return text.toString();
    }

    private static String judgements(List<MapJudgement> judgements) {
        TextTable table = new TextTable(
                "maps by",
                ">deletion",
                ">insertion",
                ">road",
                ">pointing",
                ">energy",
                ">sparsity",
                ">sensitivity",
                ">shuffled",
                "");
        for (MapJudgement judgement : judgements) {
            table.row(
                    judgement.method(),
                    number("%.3f", judgement.deletion()),
                    number("%.3f", judgement.insertion()),
                    number("%.3f", judgement.road()),
                    number(judgement.pointing()),
                    number(judgement.energy()),
                    number("%.3f", judgement.sparsity()),
                    number(judgement.sensitivity()),
                    number(judgement.randomised()),
                    judgement.ignoresTheWeights() ? "FAILS: hardly depends on the weights" : "");
        }
        return table.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number("%.3f", value.getAsDouble()) : "-";
    }

    /** What a method's maps say of themselves, each figure's median over the pictures. */
    private static String figures(ExplainResult result, String method) {
        Map<String, List<Double>> values = new TreeMap<>();
        for (ExplainResult.Picture picture : result.pictures()) {
            for (ExplainResult.Map map : picture.maps()) {
                if (map.method().equals(method)) {
                    map.figures()
                            .forEach((name, value) -> values.computeIfAbsent(name, unseen -> new ArrayList<>())
                                    .add(value));
                }
            }
        }
        List<String> words = new ArrayList<>();
        values.forEach((name, found) -> {
            Collections.sort(found);
            words.add(String.format(Locale.ROOT, "%s %.3g", name, found.get(found.size() / 2)));
        });
        return String.join(", ", words);
    }

    private static String drift(ExplainResult result) {
        TextTable table = new TextTable(
                "maps of " + result.other().orElseThrow(),
                "drift, 95 %",
                ">spearman",
                ">overlap",
                ">ssim",
                ">same answer",
                ">unrelated");
        for (Drift drift : result.drift()) {
            Score moved = drift.drift();
            table.row(
                    drift.method(),
                    String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", moved.value(), moved.low(), moved.high()),
                    number("%.3f", drift.spearman().value()),
                    number("%.3f", drift.overlap().value()),
                    number("%.3f", drift.structure().value()),
                    number("%.3f", drift.sameAnswer().value()),
                    drift.unrelated().map(value -> number("%.3f", value)).orElse("-"));
        }
        return table.toString();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}

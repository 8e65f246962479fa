package io.edgeopt.cli;

import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.task.metric.Score;
import java.util.Locale;

/** What {@code explain} made, for people. */
final class ExplainText {
    private ExplainText() {}

    static String of(ExplainResult result) {
        TextTable pictures = new TextTable("picture", "answer", "explained", ">score");
        for (ExplainResult.Picture picture : result.pictures()) {
            pictures.row(picture.id(), picture.answer(), picture.target(), number("%.2f", picture.score()));
        }
        TextTable methods = new TextTable("method", ">s a picture", "layer");
        for (String method : result.methods()) {
            String layer = result.pictures().stream()
                    .flatMap(picture -> picture.maps().stream())
                    .filter(map -> map.method().equals(method))
                    .flatMap(map -> map.layer().stream())
                    .findFirst()
                    .orElse("");
            methods.row(method, number("%.3f", result.seconds().getOrDefault(method, Double.NaN)), layer);
        }
        StringBuilder text = new StringBuilder().append(pictures).append('\n').append(methods);
        if (!result.drift().isEmpty()) {
            text.append('\n').append(drift(result));
        }
        return text.toString();
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

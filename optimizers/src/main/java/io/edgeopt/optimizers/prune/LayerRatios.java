package io.edgeopt.optimizers.prune;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A share of each layer that goes, from a file.
 *
 * <pre>{@code
 * # comments and empty lines are skipped
 * default: 0.5
 * features.1.*: 0.25       a star stands for any text
 * conv1: 0                 nothing goes
 * }</pre>
 *
 * <p>Where several lines fit, the last one counts; a layer that no line names keeps everything.
 */
public final class LayerRatios {
    private record Line(Pattern pattern, double ratio) {}

    private final List<Line> lines;

    private LayerRatios(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    public static LayerRatios read(Path file) {
        List<Line> lines = new ArrayList<>();
        List<String> texts = InputFile.text(file, "file of ratios").lines().toList();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                lines.add(line(file, i + 1, text));
            }
        }
        return new LayerRatios(lines);
    }

    private static Line line(Path file, int number, String text) {
        int colon = text.lastIndexOf(':');
        try {
            double ratio = Double.parseDouble(text.substring(colon + 1).strip());
            if (colon > 0 && ratio >= 0 && ratio < 1) {
                String name = text.substring(0, colon).strip();
                return new Line(name.equals("default") ? Pattern.compile(".*") : named(name), ratio);
            }
        } catch (NumberFormatException e) {
            throw malformed(file, number, text);
        }
        throw malformed(file, number, text);
    }

    private static InvalidPlanException malformed(Path file, int number, String text) {
        return new InvalidPlanException(
                "%s line %d is '%s', expected 'layer: share' with a share from 0 to below 1, such as conv1: 0.5"
                        .formatted(file, number, text));
    }

    /** Matches a name in which stars stand for any text. */
    static Pattern named(String name) {
        return Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"));
    }

    double of(String layer) {
        double ratio = 0;
        for (Line line : lines) {
            ratio = line.pattern().matcher(layer).matches() ? line.ratio() : ratio;
        }
        return ratio;
    }
}

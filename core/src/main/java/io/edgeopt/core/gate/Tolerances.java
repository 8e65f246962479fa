package io.edgeopt.core.gate;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By how much a run may be worse than one before.
 *
 * @param latency share of the time that the model takes for a frame
 * @param accuracy of the first metric, as a difference
 * @param size share of the file's bytes
 */
public record Tolerances(double latency, double accuracy, double size) {
    public static final Tolerances DEFAULT = new Tolerances(0.05, 0.01, 0.01);

    private static final Pattern FORM = Pattern.compile("\\s*([a-z]+)\\s*=\\s*(\\d+\\.?\\d*|\\.\\d+)\\s*(%?)\\s*");

    /** The defaults, but for what {@code text} says: {@code latency=5%,accuracy=0.01,size=1%}. */
    public static Tolerances parse(String text) {
        Map<String, Double> values = new TreeMap<>(
                Map.of("latency", DEFAULT.latency(), "accuracy", DEFAULT.accuracy(), "size", DEFAULT.size()));
        List<String> problems = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher form = FORM.matcher(part);
            if (!form.matches()) {
                problems.add("'%s' has not the form NAME=VALUE, such as latency=5%%".formatted(part.strip()));
            } else if (!values.containsKey(form.group(1))) {
                problems.add("there is no tolerance '%s'%s; there are %s"
                        .formatted(
                                form.group(1),
                                Suggestion.sentence(form.group(1), values.keySet()),
                                String.join(", ", values.keySet())));
            } else {
                double value = Double.parseDouble(form.group(2));
                values.put(form.group(1), form.group(3).isEmpty() ? value : value / 100);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(
                    "the tolerance '%s' cannot be read: %s".formatted(text, String.join("; ", problems)));
        }
        return new Tolerances(
                values.getOrDefault("latency", 0.0),
                values.getOrDefault("accuracy", 0.0),
                values.getOrDefault("size", 0.0));
    }

    static String percent(double share) {
        String digits = String.format(Locale.ROOT, "%.2f", 100 * share);
        return digits.replaceAll("\\.?0+$", "") + " %";
    }
}

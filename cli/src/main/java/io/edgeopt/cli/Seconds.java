package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of time as users write it: {@code 30}, {@code 30s}, {@code 500ms}, {@code 2m}. */
final class Seconds {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)?");

    private Seconds() {}

    static double parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidPlanException("%s cannot be '%s'; write such as 30s, 500ms or 2m".formatted(option, text));
        }
        String unit = matcher.group(2);
        double factor = unit == null || unit.equals("s") ? 1 : unit.equals("ms") ? 1e-3 : unit.equals("m") ? 60 : 3600;
        return Double.parseDouble(matcher.group(1)) * factor;
    }
}

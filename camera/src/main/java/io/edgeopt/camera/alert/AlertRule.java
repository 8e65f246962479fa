package io.edgeopt.camera.alert;

import io.edgeopt.core.InvalidPlanException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When to raise an alarm.
 *
 * @param text as the user wrote it
 * @param model whose answers count; empty for those of every model that knows the label
 * @param label of which a model must be sure
 * @param score that must be passed
 * @param frames in a row in which it must be passed
 * @param seconds for which it must be passed
 * @param cooldown seconds after an alarm in which there is no other
 */
public record AlertRule(
        String text, Optional<String> model, String label, double score, int frames, double seconds, double cooldown) {
    private static final double USUAL_COOLDOWN = 10;
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
    private static final Pattern FORM = Pattern.compile("\\s*(?:([^:>]+):)?([^:>]+?)\\s*>\\s*" + NUMBER
            + "(?:\\s+for\\s+" + NUMBER + "\\s*(s|frames?))?(?:\\s+cooldown\\s+" + NUMBER + "\\s*s)?\\s*");

    /** Reads such as {@code fire>0.8 for 1s} or {@code object:knife>0.6 for 5 frames cooldown 30s}. */
    public static AlertRule parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidPlanException(
                    "the alert '%s' cannot be read; write such as 'fire>0.8 for 1s' or 'object:knife>0.6 for 5 frames cooldown 30s'"
                            .formatted(text));
        }
        double lasting = matcher.group(4) == null ? 0 : Double.parseDouble(matcher.group(4));
        boolean timed = "s".equals(matcher.group(5));
        return new AlertRule(
                text,
                Optional.ofNullable(matcher.group(1)).map(String::strip),
                matcher.group(2).strip(),
                Double.parseDouble(matcher.group(3)),
                timed ? 1 : Math.max(1, (int) Math.round(lasting)),
                timed ? lasting : 0,
                matcher.group(6) == null ? USUAL_COOLDOWN : Double.parseDouble(matcher.group(6)));
    }
}

package io.edgeopt.camera.alert;

import io.edgeopt.core.InvalidPlanException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When to raise an alarm.
 *
 * @param text as the user wrote it
 * @param subject what it is about
 * @param condition what must be true of it
 * @param cooldown seconds after an alarm in which there is no other
 */
public record AlertRule(String text, Subject subject, Condition condition, double cooldown) {
    /**
     * Something that models know.
     *
     * @param model whose answers count; empty for those of every model that knows the label
     */
    public record Subject(Optional<String> model, String label) {}

    /** What a rule waits for. */
    public sealed interface Condition {
        /**
         * A model is sure of it.
         *
         * @param score that must be passed
         * @param frames in a row in which it must be passed
         * @param seconds for which it must be passed
         */
        record Sure(double score, int frames, double seconds) implements Condition {}

        /**
         * It lies where it is.
         *
         * @param score that findings must pass to count
         * @param seconds for which it must lie there
         * @param company of which none may be near; empty where that does not matter
         */
        record Still(double score, double seconds, Optional<Subject> company) implements Condition {}
    }

    private static final double USUAL_COOLDOWN = 10;
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
    private static final String SUBJECT = "(?:([^:>]+):)?([^:>]+?)";
    private static final String COOLDOWN = "(?:\\s+cooldown\\s+" + NUMBER + "\\s*s)?\\s*";
    private static final Pattern SURE = Pattern.compile(
            "\\s*" + SUBJECT + "\\s*>\\s*" + NUMBER + "(?:\\s+for\\s+" + NUMBER + "\\s*(s|frames?))?" + COOLDOWN);
    private static final Pattern STILL = Pattern.compile("\\s*" + SUBJECT + "(?:\\s*>\\s*" + NUMBER
            + ")?\\s+still\\s+for\\s+" + NUMBER + "\\s*s(?:\\s+with\\s+no\\s+" + SUBJECT + "\\s+near)?" + COOLDOWN);

    /**
     * Reads such as {@code fire>0.8 for 1s}, {@code object:knife>0.6 for 5 frames cooldown 30s} or {@code bag still for
     * 30s with no person near}.
     */
    public static AlertRule parse(String text) {
        Matcher still = STILL.matcher(text);
        if (still.matches()) {
            Optional<Subject> company = Optional.ofNullable(still.group(6)).map(label -> subject(still, 5));
            double score = number(still, 3, 0);
            return new AlertRule(
                    text,
                    subject(still, 1),
                    new Condition.Still(score, number(still, 4, 0), company),
                    number(still, 7, USUAL_COOLDOWN));
        }
        Matcher sure = SURE.matcher(text);
        if (!sure.matches()) {
            throw new InvalidPlanException(
                    "the alert '%s' cannot be read; write such as 'fire>0.8 for 1s', 'object:knife>0.6 for 5 frames cooldown 30s' or 'bag still for 30s with no person near'"
                            .formatted(text));
        }
        double lasting = number(sure, 4, 0);
        boolean timed = "s".equals(sure.group(5));
        Condition condition = new Condition.Sure(
                number(sure, 3, 0), timed ? 1 : Math.max(1, (int) Math.round(lasting)), timed ? lasting : 0);
        return new AlertRule(text, subject(sure, 1), condition, number(sure, 6, USUAL_COOLDOWN));
    }

    /** All that it asks models for. */
    public List<Subject> subjects() {
        return condition instanceof Condition.Still still && still.company().isPresent()
                ? List.of(subject, still.company().get())
                : List.of(subject);
    }

    private static Subject subject(Matcher matcher, int group) {
        return new Subject(
                Optional.ofNullable(matcher.group(group)).map(String::strip),
                matcher.group(group + 1).strip());
    }

    private static double number(Matcher matcher, int group, double otherwise) {
        return matcher.group(group) == null ? otherwise : Double.parseDouble(matcher.group(group));
    }
}

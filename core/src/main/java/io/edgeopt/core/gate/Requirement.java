package io.edgeopt.core.gate;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold of rows: {@code [model[/variant]][@device]:quantity op value[unit]}.
 *
 * @param text as it was written
 * @param limit in the quantity's own unit
 */
public record Requirement(String text, Selector selector, Quantity quantity, Sense sense, double limit) {
    private static final Pattern FORM = Pattern.compile(
            "(?:([^<>=!]*):)?([^<>=!:]+?(?:@far=[\\d.]+\\d(?:\\.drop)?)?)\\s*(<=|>=|==|!=|=|<|>)\\s*([^<>=!\\s]*)\\s*([^<>=!\\s]*)");
    private static final Pattern NUMBER = Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)(.*)");

    /** All of them, or all that is wrong with them at once. */
    public static List<Requirement> parseAll(List<String> texts) {
        List<Requirement> requirements = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String text : texts) {
            parse(text.strip(), problems).ifPresent(requirements::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(String.join("; ", problems));
        }
        return requirements;
    }

    /**
     * The same for a study that is still to come: what none of its rows will have is wrong already, hours before they are
     * there.
     *
     * @param models that will be rows, sets of models among them
     * @param variants of each, the baseline among them
     */
    public static List<Requirement> parseAll(List<String> texts, List<String> models, List<String> variants) {
        List<Requirement> requirements = parseAll(texts);
        List<String> problems = new ArrayList<>();
        for (Requirement one : requirements) {
            unknown("model", one.selector.model(), models).ifPresent(why -> problems.add(one.in(why)));
            unknown("variant", one.selector.variant(), variants).ifPresent(why -> problems.add(one.in(why)));
            if (!one.quantity.mayBeScored()) {
                problems.add(one.in("there is no quantity '%s'%s"
                        .formatted(
                                one.quantity.name(), Suggestion.sentence(one.quantity.name(), Quantity.tableNames()))));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(String.join("; ", problems));
        }
        return requirements;
    }

    private String in(String why) {
        return "the requirement '%s' can never hold: %s".formatted(text, why);
    }

    private static Optional<String> unknown(String what, Optional<String> named, List<String> known) {
        return named.filter(name -> !name.contains("*") && !known.contains(name))
                .map(name -> "there will be no %s '%s'%s (known: %s)"
                        .formatted(what, name, Suggestion.sentence(name, known), String.join(", ", known)));
    }

    private static Optional<Requirement> parse(String text, List<String> problems) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            problems.add(wrong(text, "it has the form [model[/variant]][@device]:quantity op value, such as 'fps>10'"));
            return Optional.empty();
        }
        int before = problems.size();
        Optional<Selector> selector = form.group(1) == null
                ? Optional.of(Selector.EVERY)
                : Selector.parse(form.group(1).strip());
        if (selector.isEmpty()) {
            problems.add(wrong(text, "a name is missing before ':'; give model/variant@device, or parts of it"));
        }
        String sign = form.group(3);
        if (sign.equals("=")) {
            problems.add(wrong(text, "'=' is no comparison; give <, <=, >, >=, == or !="));
            sign = "==";
        }
        Quantity quantity = Quantity.named(form.group(2).strip());
        Optional<Double> limit = limit(text, quantity, form.group(4) + form.group(5), problems);
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new Requirement(text, selector.orElseThrow(), quantity, Sense.of(sign), limit.orElseThrow()));
    }

    private static Optional<Double> limit(String text, Quantity quantity, String value, List<String> problems) {
        Matcher number = NUMBER.matcher(value);
        if (!number.matches()) {
            problems.add(wrong(text, "'%s' is no number".formatted(value)));
            return Optional.empty();
        }
        String unit = number.group(2);
        Optional<Double> factor = quantity.kind().factor(unit);
        if (factor.isEmpty()) {
            String found = unit.isEmpty() ? "has no unit" : "cannot be in '%s'".formatted(unit);
            problems.add(wrong(
                    text,
                    "%s %s; give %s"
                            .formatted(quantity.name(), found, quantity.kind().choices())));
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(number.group(1)) * factor.get());
    }

    private static String wrong(String text, String why) {
        return "the requirement '%s' cannot be read: %s".formatted(text, why);
    }

    /** Without its selector, and the limit as tables show it. */
    String condition() {
        return String.format(
                Locale.ROOT, "%s %s %s", quantity.name(), sense, quantity.kind().show(limit));
    }
}

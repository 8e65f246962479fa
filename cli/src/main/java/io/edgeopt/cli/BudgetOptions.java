package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.search.Budgets;
import io.edgeopt.core.search.Figures;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a model may cost, and how much of its score it may lose. */
final class BudgetOptions {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*([a-zA-Z]*)");
    private static final Map<String, Double> BYTES = Map.of("b", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9);
    private static final Map<String, Double> COUNTS = Map.of("k", 1e3, "m", 1e6, "g", 1e9);

    @Option(
            names = "--max-latency",
            paramLabel = "X",
            description = "The largest share of the source's time, measured here on one thread by turns, such as 0.5.")
    private Optional<Double> latency = Optional.empty();

    @Option(
            names = "--max-size",
            paramLabel = "X",
            description = "The largest share of the source's bytes, such as 0.3, or an amount, such as 900kB.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--max-macs",
            paramLabel = "X",
            description = "The largest share of the source's MACs, such as 0.5, or an amount, such as 20M.")
    private Optional<String> macs = Optional.empty();

    @Option(
            names = "--max-drop",
            paramLabel = "X",
            description = "How far the score may fall, such as 0.01. With it the fastest model within all budgets is"
                    + " chosen, without it the most accurate.")
    private Optional<Double> drop = Optional.empty();

    boolean needsTime() {
        return latency.isPresent();
    }

    /** Fails where one of them cannot be. */
    void check() {
        of(new Figures(0, OptionalDouble.empty(), 1, 1));
    }

    /** Beside a model that is as {@code source} says. */
    Budgets of(Figures source) {
        return new Budgets(
                optional(latency),
                share("--max-size", size, BYTES, "kB, MB or GB", source.bytes()),
                share("--max-macs", macs, COUNTS, "k, M or G", source.macs()),
                optional(drop));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private static OptionalDouble share(
            String option, Optional<String> text, Map<String, Double> units, String words, long whole) {
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        Matcher amount = AMOUNT.matcher(text.get());
        String unit = amount.matches() ? amount.group(2).toLowerCase(Locale.ROOT) : "?";
        if (!unit.isEmpty() && !units.containsKey(unit)) {
            throw new InvalidPlanException("%s is '%s', expected a share such as 0.5, or a number with %s"
                    .formatted(option, text.get(), words));
        }
        double value = Double.parseDouble(amount.group(1));
        return OptionalDouble.of(unit.isEmpty() ? value : value * units.getOrDefault(unit, 1.0) / Math.max(1, whole));
    }
}

package io.edgeopt.core.gate;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows by name: {@code model/variant@device}, of which any part may be left out, or hold {@code *} for whatever is there.
 *
 * @param text as it was written
 */
record Selector(String text, Optional<String> model, Optional<String> variant, Optional<String> device) {
    /** Every row but the baselines. */
    static final Selector EVERY = new Selector("", Optional.empty(), Optional.empty(), Optional.empty());

    /** Empty where a part has no name. */
    static Optional<Selector> parse(String text) {
        int at = text.lastIndexOf('@');
        String before = at < 0 ? text : text.substring(0, at);
        int slash = before.indexOf('/');
        Optional<String> device = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
        Optional<String> variant = slash < 0 ? Optional.empty() : Optional.of(before.substring(slash + 1));
        String model = slash < 0 ? before : before.substring(0, slash);
        boolean unnamed = Stream.of(device, variant).flatMap(Optional::stream).anyMatch(String::isBlank)
                || (model.isEmpty() && device.isEmpty() && variant.isEmpty());
        if (unnamed) {
            return Optional.empty();
        }
        return Optional.of(new Selector(text, Optional.of(model).filter(name -> !name.isEmpty()), variant, device));
    }

    boolean matches(GateRow row) {
        if (model.isEmpty() && variant.isEmpty() && row.baseline()) {
            return false;
        }
        return fits(model, row.model()) && fits(variant, row.variant()) && fits(device, row.device());
    }

    /** Whether rows are named, rather than taken as they come. */
    boolean names() {
        return model.isPresent() || variant.isPresent();
    }

    /** Whether one variant is named, and no other can be meant. */
    boolean namesVariant() {
        return variant.filter(name -> !name.contains("*")).isPresent();
    }

    /** A row's name, as far as the selector names it: what it can be mistyped for. */
    String nameOf(GateRow row) {
        return (model.isPresent() || (variant.isEmpty() && device.isEmpty()) ? row.model() : "")
                + (variant.isPresent() ? "/" + row.variant() : "")
                + (device.isPresent() ? "@" + row.device() : "");
    }

    private static boolean fits(Optional<String> wanted, String name) {
        return wanted.isEmpty()
                || wanted.get().equals(name)
                || pattern(wanted.get()).matcher(name).matches();
    }

    private static Pattern pattern(String wanted) {
        return Pattern.compile(
                Stream.of(wanted.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}

package io.edgeopt.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was left as it is, together where the reason is the same. */
final class LeftLines {
    private static final int NAMES = 3;

    private final Map<String, List<String>> reasons = new LinkedHashMap<>();

    void add(String layer, String why) {
        reasons.computeIfAbsent(why, reason -> new ArrayList<>()).add(layer);
    }

    /** A line for each reason, which names the first. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        reasons.forEach((why, names) -> text.append("left: ")
                .append(String.join(", ", names.subList(0, Math.min(NAMES, names.size()))))
                .append(names.size() > NAMES ? " and %d more".formatted(names.size() - NAMES) : "")
                .append(": ")
                .append(why)
                .append('\n'));
        return text.toString();
    }
}

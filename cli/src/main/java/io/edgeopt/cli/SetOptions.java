package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.model.ModelCard;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Sets of labels for a card that is written. */
final class SetOptions {
    @Option(
            names = "--set",
            paramLabel = "SET=A,B",
            description = "Which labels belong to a set that others can ask for, such as home or city.")
    private Map<String, String> sets = new LinkedHashMap<>();

    /** The card with these sets beside those that it has. */
    ModelCard added(ModelCard card) {
        if (sets.isEmpty()) {
            return card;
        }
        Map<String, List<String>> lists = new LinkedHashMap<>(card.sets());
        sets.forEach((set, labels) -> lists.put(set, Arrays.asList(labels.split(",", -1))));
        try {
            return card.withSets(lists);
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanException("--set: " + e.getMessage(), e);
        }
    }
}

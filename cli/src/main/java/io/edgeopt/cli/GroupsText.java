package io.edgeopt.cli;

import io.edgeopt.optimizers.prune.graph.Held;
import io.edgeopt.optimizers.prune.graph.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The groups of channels that pruning cuts together, for people. */
final class GroupsText {
    /** How many layers with the same reason are named; the JSON has all. */
    private static final int NAMED = 6;

    private final GroupedInspection model;

    GroupsText(GroupedInspection model) {
        this.model = model;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "\nCan be pruned: %d channels in %d groups\n",
                model.channels(),
                model.groups().size()));
        TextTable table = new TextTable("group", ">channels", ">members", "made by", "read by");
        for (GroupedInspection.Cuttable group : model.groups()) {
            table.row(
                    group.name(),
                    group.each() == 1 ? group.channels() : group.channels() + " of " + group.each(),
                    group.members().size(),
                    some(named(group, Member.Part.MAKES)),
                    some(named(group, Member.Part.READS)));
        }
        table.toString().lines().forEach(line -> text.append("  ").append(line).append('\n'));
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Held held : model.held()) {
            reasons.computeIfAbsent(held.reason(), reason -> new ArrayList<>())
                    .add(held.layer() + " (" + held.channels() + ")");
        }
        if (!reasons.isEmpty()) {
            text.append("\nMust stay\n");
        }
        reasons.forEach((reason, layers) -> {
            String more = layers.size() > NAMED ? " and " + (layers.size() - NAMED) + " more" : "";
            text.append("  ").append(String.join(", ", layers.subList(0, Math.min(NAMED, layers.size()))));
            text.append(more).append(": ").append(reason).append('\n');
        });
        return text.toString();
    }

    private static List<String> named(GroupedInspection.Cuttable group, Member.Part part) {
        return group.members().stream()
                .filter(member -> member.part() == part)
                .map(Member::node)
                .toList();
    }

    private static String some(List<String> names) {
        return names.size() <= 2
                ? String.join(", ", names)
                : names.get(0) + ", " + names.get(1) + " and " + (names.size() - 2) + " more";
    }
}

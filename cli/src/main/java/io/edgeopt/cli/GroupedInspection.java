package io.edgeopt.cli;

import io.edgeopt.core.inspect.Inspection;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.optimizers.prune.graph.Group;
import io.edgeopt.optimizers.prune.graph.Held;
import io.edgeopt.optimizers.prune.graph.Member;
import java.util.List;

/**
 * The JSON of an inspection with what pruning can cut.
 *
 * @param channels how many there are in all groups
 * @param held what must stay, and why
 */
record GroupedInspection(Inspection inspection, int channels, List<Cuttable> groups, List<Held> held) {
    /** Channels that are cut one by one, each out of all members at once. */
    record Cuttable(String name, int channels, int each, List<Member> members) {
        static Cuttable of(Group group) {
            return new Cuttable(group.name(), group.channels(), group.each(), group.members());
        }
    }

    static GroupedInspection of(Inspection inspection, DependencyGraph dependencies) {
        return new GroupedInspection(
                inspection,
                dependencies.channels(),
                dependencies.groups().stream().map(Cuttable::of).toList(),
                dependencies.held());
    }
}

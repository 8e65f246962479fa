package io.edgeopt.core.gate;

import java.util.List;

/**
 * Whether a study meets what is required of it.
 *
 * @param outcome the worst of its checks
 * @param checks in the order of the requirements, then of the rows
 * @param notes on the whole
 */
public record GateResult(Outcome outcome, List<Check> checks, List<String> notes) {
    public GateResult {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
    }

    static GateResult of(List<Check> checks, List<String> notes) {
        return new GateResult(Outcome.worst(checks.stream().map(Check::outcome).toList()), checks, notes);
    }

    /** How many checks ended so. */
    public long count(Outcome wanted) {
        return checks.stream().filter(check -> check.outcome() == wanted).count();
    }
}

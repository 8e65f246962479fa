package io.edgeopt.core.gate;

import java.util.List;
import java.util.Optional;

/**
 * One requirement on one row.
 *
 * @param requirement as it was written
 * @param row {@code model/variant@device}; empty where the requirement met none
 * @param outcome whether it holds
 * @param measured the value with its bounds, for people
 * @param reason why, in a sentence
 * @param value as it was measured
 * @param low what it is at least
 * @param high what it is at most
 * @param limit what it was to be
 * @param more further measurements that would decide, about
 * @param notes what makes it worth less than it seems
 */
public record Check(
        String requirement,
        String row,
        Outcome outcome,
        String measured,
        String reason,
        Optional<Double> value,
        Optional<Double> low,
        Optional<Double> high,
        Optional<Double> limit,
        Optional<Long> more,
        List<String> notes) {
    public Check {
        notes = List.copyOf(notes);
    }

    /** Of something that was not measured, or not as it must be. */
    static Check without(String requirement, String row, Outcome outcome, String reason) {
        return new Check(
                requirement,
                row,
                outcome,
                "not measured",
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    Check withNotes(List<String> more) {
        return new Check(requirement, row, outcome, measured, reason, value, low, high, limit, this.more, more);
    }
}

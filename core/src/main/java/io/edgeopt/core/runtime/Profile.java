package io.edgeopt.core.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the time of a session's runs went.
 *
 * @param runs how many runs were recorded, the first and slowest among them
 * @param operators one entry a node, in the order of first execution
 * @param peakArenaBytes the most memory that the backend's own allocator held, where it says so
 */
public record Profile(long runs, List<OperatorTime> operators, OptionalLong peakArenaBytes) {
    public Profile {
        operators = List.copyOf(operators);
    }

    public double totalMicros() {
        return operators.stream().mapToDouble(OperatorTime::totalMicros).sum();
    }

    /** The nodes, the most expensive first. */
    public List<OperatorTime> slowestFirst() {
        return operators.stream()
                .sorted(Comparator.comparingDouble(OperatorTime::totalMicros).reversed())
                .toList();
    }

    /** Microseconds by operator over all nodes and runs, sorted by name. */
    public Map<String, Double> microsByOperator() {
        return operators.stream()
                .collect(Collectors.groupingBy(
                        OperatorTime::op, TreeMap::new, Collectors.summingDouble(OperatorTime::totalMicros)));
    }
}

package io.edgeopt.core.runtime;

/**
 * The time that one node of the executed graph took over all recorded runs.
 *
 * @param node its name; one that the backend made by fusing others has the backend's own name for it
 * @param op its operator
 * @param provider where it ran, as the backend calls it
 * @param calls how many times it ran
 * @param totalMicros the sum over all calls
 * @param leastMicros the shortest call: what it takes where nobody else wants the processor
 */
public record OperatorTime(
        String node, String op, String provider, long calls, double totalMicros, double leastMicros) {
    public OperatorTime {
        if (calls < 1) {
            throw new IllegalArgumentException("node '%s' ran %d times".formatted(node, calls));
        }
    }

    /** Where single calls are not known. */
    public static OperatorTime of(String node, String op, String provider, long calls, double totalMicros) {
        return new OperatorTime(node, op, provider, calls, totalMicros, totalMicros / Math.max(1, calls));
    }

    public double meanMicros() {
        return totalMicros / calls;
    }
}

package io.edgeopt.core.runtime;

/**
 * The time that one node of the executed graph took over all recorded runs.
 *
 * @param node its name; one that the backend made by fusing others has the backend's own name for it
 * @param op its operator
 * @param provider where it ran, as the backend calls it
 * @param calls how many times it ran
 * @param totalMicros the sum over all calls
 */
public record OperatorTime(String node, String op, String provider, long calls, double totalMicros) {
    public OperatorTime {
        if (calls < 1) {
            throw new IllegalArgumentException("node '%s' ran %d times".formatted(node, calls));
        }
    }

    public double meanMicros() {
        return totalMicros / calls;
    }
}

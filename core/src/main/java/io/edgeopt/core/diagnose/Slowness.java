package io.edgeopt.core.diagnose;

import java.util.List;

/**
 * What keeps a model in integers from being faster.
 *
 * @param scheme of the model that was looked at
 * @param floatMicros one run of the float model, the shortest call of each of its nodes added up
 * @param integerMicros the same of the model in integers
 * @param causes those that matter, the largest share of the time first
 */
public record Slowness(String scheme, double floatMicros, double integerMicros, List<Cause> causes) {
    public Slowness {
        causes = List.copyOf(causes);
    }

    /** How many times as fast as in float. */
    public double speedUp() {
        return floatMicros / integerMicros;
    }

    /**
     * One thing that costs time.
     *
     * @param name by which programs know it
     * @param share of the integer model's time
     * @param words what it is, and what can be done
     * @param evidence what was executed, the dearest first
     * @param rows how many rows of evidence there are; the list holds the first of them
     */
    public record Cause(String name, double share, String words, List<Evidence> evidence, int rows) {
        private static final int SHOWN = 8;

        public Cause {
            evidence = evidence.stream().limit(SHOWN).toList();
        }
    }

    /**
     * A row that shows a cause.
     *
     * @param node as the runtime calls it, or the layer
     * @param op what ran
     * @param micros of its shortest call; 0 where there is no time to it
     * @param found what else speaks for the cause
     */
    public record Evidence(String node, String op, double micros, String found) {}
}

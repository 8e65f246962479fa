package io.edgeopt.core.measure;

import java.util.List;

/**
 * A benchmark, with all that one needs to believe it or to compute it anew.
 *
 * @param version of edgeopt
 * @param command as it was given
 * @param plan what was done
 * @param machine as the process that started the others saw it
 * @param models in the order in which they were given; the first is what the others are compared with
 * @param verdict whether it can be believed
 */
public record BenchResult(
        String version, List<String> command, BenchPlan plan, Machine machine, List<Measured> models, Verdict verdict) {
    public BenchResult {
        command = List.copyOf(command);
        models = List.copyOf(models);
    }
}

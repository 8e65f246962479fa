package io.edgeopt.core.study.run;

import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.core.study.Thoroughness.Amounts;
import java.util.List;

/**
 * How variants are made.
 *
 * @param all kinds that there are, because those of a study may need others
 * @param decisions of an earlier run
 */
public record Making(
        List<VariantKind> all, Decisions decisions, Amounts amounts, Backend backend, int threads, long seed) {
    public Making {
        all = List.copyOf(all);
    }
}

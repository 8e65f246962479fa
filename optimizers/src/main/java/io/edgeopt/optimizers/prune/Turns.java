package io.edgeopt.optimizers.prune;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** How long a model takes beside another: both run by turns on one thread, so that what disturbs one disturbs both. */
public final class Turns {
    private static final int WARM = 3;
    private static final int ROUNDS = 25;

    private Turns() {}

    /** The time of {@code changed} as a share of that of {@code source}; medians of {@value #ROUNDS} runs of each. */
    public static double share(Model changed, Model source, Map<String, Tensor> inputs, Backend backend) {
        SessionOptions one = SessionOptions.DEFAULT.withThreads(1);
        try (Session first = backend.open(source, one);
                Session second = backend.open(changed, one)) {
            for (int i = 0; i < WARM; i++) {
                first.run(inputs);
                second.run(inputs);
            }
            long[] of = new long[ROUNDS];
            long[] than = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                than[i] = nanos(first, inputs);
                of[i] = nanos(second, inputs);
            }
            return (double) median(of) / median(than);
        }
    }

    private static long nanos(Session session, Map<String, Tensor> inputs) {
        long start = System.nanoTime();
        session.run(inputs);
        return System.nanoTime() - start;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}

package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs models by turns in this process, each on the thread that calls, and takes the time that the processor spent on
 * that thread: others who want the processor then disturb little, and whom they disturb they disturb alike.
 */
public final class TimedRace implements Race {
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM = 3;
    private static final int ROUNDS = 12;
    /** Runs of one model that follow one another, so that it finds the caches as it left them. */
    private static final int LEAST_RUNS = 3;

    private static final int MOST_RUNS = 25;
    private static final double TURN_MILLIS = 10;
    /** Models so slow are not run more often than they must be. */
    private static final double SLOW_MILLIS = 150;

    private static final int SLOW_ROUNDS = 5;

    private final Backend backend;

    public TimedRace(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Laps run(Map<String, Model> models, Map<String, Tensor> inputs) {
        Map<String, Session> sessions = new LinkedHashMap<>();
        try {
            models.forEach((name, model) -> sessions.put(name, backend.open(model, ONE_THREAD)));
            double slowest = 0;
            for (Session session : sessions.values()) {
                slowest = Math.max(slowest, warmed(session, inputs));
            }
            boolean slow = slowest > SLOW_MILLIS;
            int runs = slow ? 1 : (int) Math.max(LEAST_RUNS, Math.min(MOST_RUNS, TURN_MILLIS / slowest));
            return timed(sessions, inputs, slow ? SLOW_ROUNDS : ROUNDS, runs);
        } finally {
            sessions.values().forEach(Session::close);
        }
    }

    private static double warmed(Session session, Map<String, Tensor> inputs) {
        double last = 0;
        for (int i = 0; i < WARM; i++) {
            last = millis(session, inputs);
        }
        return last;
    }

    private static Laps timed(Map<String, Session> sessions, Map<String, Tensor> inputs, int rounds, int runs) {
        Map<String, List<double[]>> laps = new LinkedHashMap<>();
        sessions.keySet().forEach(name -> laps.put(name, new ArrayList<>()));
        List<String> order = new ArrayList<>(sessions.keySet());
        for (int round = 0; round < rounds; round++) {
            for (String name : order) {
                Session session = Objects.requireNonNull(sessions.get(name));
                double[] series = new double[runs];
                // The first run of a turn pays for what the others left in the caches.
                if (runs > 1) {
                    millis(session, inputs);
                }
                for (int run = 0; run < runs; run++) {
                    series[run] = millis(session, inputs);
                }
                Objects.requireNonNull(laps.get(name)).add(series);
            }
            Collections.rotate(order, 1);
        }
        return Laps.of(laps);
    }

    private static double millis(Session session, Map<String, Tensor> inputs) {
        long start = now();
        session.run(inputs);
        return (now() - start) / 1e6;
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}

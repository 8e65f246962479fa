package io.edgeopt.core.study.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Counts the steps of a study and foresees how long the rest will take, from how long those before took. Several threads
 * may each be at a step.
 */
final class Steps {
    /** What is done in a step; equal kinds take about as long for equal effort. */
    enum Kind {
        MAKE,
        SCORE,
        EXPLAIN,
        MEASURE
    }

    private static final double NANOS = 1e9;

    private final StudyListener listener;
    private final LongSupplier nanos;
    private final Map<Kind, Integer> effortLeft = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> effortSpent = new EnumMap<>(Kind.class);
    private final Map<Kind, Double> secondsSpent = new EnumMap<>(Kind.class);
    private final int of;
    private final int atOnce;
    private int number;

    private Steps(StudyListener listener, int of, int atOnce, LongSupplier nanos) {
        this.listener = listener;
        this.of = of;
        this.atOnce = atOnce;
        this.nanos = nanos;
    }

    static Steps of(StudyRun.Agenda agenda, StudyRun.Bench bench, StudyListener listener) {
        int subjects = agenda.subjects().size();
        int kinds = agenda.kinds().size();
        int rows = kinds + 1;
        boolean maps = bench.maps().isPresent();
        boolean speed = bench.speed().isPresent();
        int count = kinds + rows + (maps ? rows : 0) + (speed ? 1 : 0);
        int sets = speed ? agenda.sets().size() : 0;
        Steps steps =
                new Steps(listener, subjects * count + sets, Math.min(agenda.atOnce(), subjects), System::nanoTime);
        steps.effortLeft.put(
                Kind.MAKE,
                subjects * agenda.kinds().stream().mapToInt(VariantKind::effort).sum());
        steps.effortLeft.put(Kind.SCORE, subjects * rows * 2);
        steps.effortLeft.put(Kind.EXPLAIN, maps ? subjects * rows * 3 : 0);
        steps.effortLeft.put(
                Kind.MEASURE,
                (speed ? subjects * rows * 3 : 0)
                        + sets * ofSet(agenda.together().size() + 1));
        return steps;
    }

    /** The effort of measuring several models together as so many variants. */
    static int ofSet(int variants) {
        return 6 * variants;
    }

    /** Does the work of a step; a failure ends the study, so nothing is counted then. */
    void step(Kind kind, int effort, String words, Runnable work) {
        begin(kind, effort, words);
        long began = nanos.getAsLong();
        work.run();
        end(kind, effort, (nanos.getAsLong() - began) / NANOS);
    }

    /** In a step, which goes on or not. */
    synchronized void failed(String what, String why) {
        listener.failed(what, why);
    }

    private synchronized void begin(Kind kind, int effort, String words) {
        number++;
        listener.step(number, of, words, left());
        effortLeft.merge(kind, -effort, Integer::sum);
    }

    private synchronized void end(Kind kind, int effort, double seconds) {
        effortSpent.merge(kind, effort, Integer::sum);
        secondsSpent.merge(kind, seconds, Double::sum);
    }

    /** Nothing until one step is done; kinds that were not seen yet are taken to be as quick as the others. */
    private OptionalLong left() {
        double seconds =
                secondsSpent.values().stream().mapToDouble(Double::doubleValue).sum();
        int effort = effortSpent.values().stream().mapToInt(Integer::intValue).sum();
        if (effort == 0) {
            return OptionalLong.empty();
        }
        double left = 0;
        for (Map.Entry<Kind, Integer> one : effortLeft.entrySet()) {
            int known = effortSpent.getOrDefault(one.getKey(), 0);
            double pace = known > 0 ? secondsSpent.getOrDefault(one.getKey(), 0.0) / known : seconds / effort;
            left += pace * one.getValue() / (one.getKey() == Kind.MEASURE ? 1 : atOnce);
        }
        return OptionalLong.of(Math.round(left));
    }
}

package io.edgeopt.core.study.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Counts the steps of a study and foresees how long the rest will take, from how long those before took. */
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
    private int number;
    private Kind current = Kind.MAKE;
    private int currentEffort;
    private long began;

    private Steps(StudyListener listener, int of, LongSupplier nanos) {
        this.listener = listener;
        this.of = of;
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
        Steps steps = new Steps(listener, subjects * count + sets, System::nanoTime);
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

    void begin(Kind kind, int effort, String words) {
        long now = nanos.getAsLong();
        if (number > 0) {
            effortSpent.merge(current, currentEffort, Integer::sum);
            secondsSpent.merge(current, (now - began) / NANOS, Double::sum);
        }
        number++;
        listener.step(number, of, words, left());
        effortLeft.merge(kind, -effort, Integer::sum);
        current = kind;
        currentEffort = effort;
        began = now;
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
            left += pace * one.getValue();
        }
        return OptionalLong.of(Math.round(left));
    }
}

package io.edgeopt.core.measure;

import java.util.List;
import java.util.Optional;

/**
 * The energy that a machine took while frames were measured.
 *
 * @param meter what told it: {@code rapl}, {@code ina3221} or {@code tegrastats}
 * @param whole whether the counted rails are all that the module takes; else they are a part of it
 * @param seconds over which it was added up
 * @param samples how often the meter was read meanwhile
 * @param rails each that the meter tells
 */
public record Energy(String meter, boolean whole, double seconds, long samples, List<Rail> rails) {
    /**
     * One line that feeds a part of the machine.
     *
     * @param joules that went through it
     * @param idleWatts what it took before the model was loaded, while this process did nothing; empty where that was not
     *     measured
     * @param counted whether it is part of the sum: others lie behind one that is
     */
    public record Rail(String name, double joules, Optional<Double> idleWatts, boolean counted) {}

    public Energy {
        rails = List.copyOf(rails);
    }

    /** Of the rails that count. */
    public double joules() {
        return counted().stream().mapToDouble(Rail::joules).sum();
    }

    /** What the rails that count took at rest, together; empty where one of them was not measured then. */
    public Optional<Double> idleWatts() {
        List<Rail> counted = counted();
        return counted.isEmpty()
                        || counted.stream().anyMatch(rail -> rail.idleWatts().isEmpty())
                ? Optional.empty()
                : Optional.of(counted.stream()
                        .mapToDouble(rail -> rail.idleWatts().orElseThrow())
                        .sum());
    }

    /** Above what the machine takes when it rests; below 0 where that varies by more than the work adds. */
    public Optional<Double> joulesAboveIdle() {
        return idleWatts().map(watts -> joules() - watts * seconds);
    }

    /** The rails that count. */
    public List<Rail> counted() {
        return rails.stream().filter(Rail::counted).toList();
    }
}

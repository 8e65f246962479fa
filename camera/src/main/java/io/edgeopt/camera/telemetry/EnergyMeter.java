package io.edgeopt.camera.telemetry;

import io.edgeopt.camera.Clock;
import io.edgeopt.core.measure.Energy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what the machine draws, from the first of these that there is: RAPL, INA3221 monitors, tegrastats. They are
 * read ten times a second on a thread of its own.
 */
public final class EnergyMeter implements AutoCloseable {
    private static final double EVERY = 0.1;
    /** So long a machine is watched at rest. */
    private static final double REST = 2;

    private final PowerSource source;
    private final Clock clock;
    private final Thread thread;
    private Map<String, Double> latest = Map.of();
    private long samples;
    private Map<String, Double> idleWatts = Map.of();
    private Map<String, Double> before = Map.of();
    private long samplesBefore;
    private long begun;

    private EnergyMeter(PowerSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        read();
        this.thread = clock.start("edgeopt-energy", this::watch);
    }

    /** Empty where the machine tells nothing of its energy. */
    public static Optional<EnergyMeter> open(Clock clock) {
        return open(KernelFiles.HERE, clock);
    }

    static Optional<EnergyMeter> open(KernelFiles files, Clock clock) {
        return Rapl.open(files)
                .or(() -> Ina3221.open(files))
                .or(() -> Tegrastats.open(files, clock))
                .map(source -> new EnergyMeter(source, clock));
    }

    /** Whether this machine tells anything of its energy. */
    public static boolean isHere() {
        Optional<EnergyMeter> meter = open(Clock.system());
        meter.ifPresent(EnergyMeter::close);
        return meter.isPresent();
    }

    private void watch() {
        try {
            long start = clock.nanos();
            for (int i = 1; ; i++) {
                clock.sleepUntil(start + Math.round(i * EVERY * 1e9));
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void read() {
        latest = source.joules(clock.nanos());
        samples++;
    }

    private synchronized Map<String, Double> now() {
        read();
        return latest;
    }

    /** Watches the machine while this process does nothing for two seconds. */
    public void rest() {
        Map<String, Double> start = now();
        long from = clock.nanos();
        try {
            clock.sleepUntil(from + Math.round(REST * 1e9));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        double seconds = (clock.nanos() - from) / 1e9;
        Map<String, Double> watts = new LinkedHashMap<>();
        now().forEach((rail, joules) -> watts.put(rail, (joules - start.getOrDefault(rail, 0.0)) / seconds));
        idleWatts = watts;
    }

    public void begin() {
        before = now();
        begun = clock.nanos();
        samplesBefore = samples();
    }

    /** What was used since the beginning. */
    public Energy end() {
        Map<String, Double> after = now();
        double seconds = (clock.nanos() - begun) / 1e9;
        Rails rails = Rails.among(after.keySet());
        List<Energy.Rail> used = new ArrayList<>();
        after.forEach((rail, joules) -> used.add(new Energy.Rail(
                rail,
                joules - before.getOrDefault(rail, 0.0),
                Optional.ofNullable(idleWatts.get(rail)),
                rails.counted().contains(rail))));
        return new Energy(source.name(), rails.whole(), seconds, samples() - samplesBefore, used);
    }

    private synchronized long samples() {
        return samples;
    }

    @Override
    public void close() {
        thread.interrupt();
        source.close();
    }
}

package io.edgeopt.camera.telemetry;

import io.edgeopt.camera.Clock;
import io.edgeopt.core.measure.Fork.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads clock, temperature and energy, and this process's memory, twice a second on a thread of its own. */
public final class MachineMeter implements AutoCloseable {
    private static final double EVERY = 0.5;
    /** Some boards show a constant where there is no sensor. */
    private static final double HOTTEST = 200;

    private final KernelFiles files;
    private final Clock clock;
    private final long begun;
    private final Optional<Double> joulesBefore;
    private final Thread thread;
    private final List<Reading> readings = new ArrayList<>();

    private MachineMeter(KernelFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.begun = clock.nanos();
        this.joulesBefore = joules();
        this.thread = clock.start("edgeopt-telemetry", this::watch);
    }

    public static MachineMeter start() {
        return new MachineMeter(KernelFiles.HERE, Clock.system());
    }

    static MachineMeter start(KernelFiles files, Clock clock) {
        return new MachineMeter(files, clock);
    }

    private void watch() {
        try {
            for (int i = 0; ; i++) {
                clock.sleepUntil(begun + Math.round(i * EVERY * 1e9));
                add(read());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(Reading reading) {
        readings.add(reading);
    }

    private Reading read() {
        Optional<Double> joules = joules().flatMap(now -> joulesBefore.map(before -> now - before));
        return new Reading(
                (clock.nanos() - begun) / 1e9,
                megahertz(),
                celsius(),
                joules.filter(used -> used >= 0),
                files.field("proc/self/status", "VmRSS:").map(kibibytes -> Math.round(kibibytes * 1024)),
                gpuMegahertz(),
                gpuLoad());
    }

    /** What was read until now; nothing where the machine tells nothing at all. */
    public synchronized List<Reading> readings() {
        return readings.stream()
                .filter(reading -> reading.megahertz().isPresent()
                        || reading.celsius().isPresent()
                        || reading.joules().isPresent()
                        || reading.residentBytes().isPresent()
                        || reading.gpuMegahertz().isPresent()
                        || reading.gpuLoad().isPresent())
                .toList();
    }

    private Optional<Double> megahertz() {
        Stream<Double> governed = files.entries("sys/devices/system/cpu/cpufreq", "policy").stream()
                .flatMap(policy -> files.number(policy + "/scaling_cur_freq").stream())
                .map(kilohertz -> kilohertz / 1000);
        return governed.max(Double::compare);
    }

    private Optional<Double> celsius() {
        return files.entries("sys/class/thermal", "thermal_zone").stream()
                // The power chip's zone shows the same number always.
                .filter(zone -> !files.text(zone + "/type").orElse("").startsWith("PMIC"))
                .flatMap(zone -> files.number(zone + "/temp").stream())
                .map(millidegrees -> millidegrees / 1000)
                .filter(degrees -> degrees > 0 && degrees < HOTTEST)
                .max(Double::compare);
    }

    /** Of the fastest of the graphics processor's clocks, by the names that Jetson boards have for it. */
    private Optional<Double> gpuMegahertz() {
        return files.entries("sys/class/devfreq", "").stream()
                .filter(device -> device.matches(".*(gpu|gv11b|ga10b|gp10b|gm20b|gpc).*"))
                .flatMap(device -> files.number(device + "/cur_freq").stream())
                .map(hertz -> hertz / 1e6)
                .max(Double::compare);
    }

    private Optional<Double> gpuLoad() {
        return files.number("sys/devices/gpu.0/load").map(thousandths -> thousandths / 1000);
    }

    /** All packages together, as RAPL counts; only root may read it on most systems. */
    private Optional<Double> joules() {
        List<Double> packages = files.entries("sys/class/powercap", "intel-rapl:").stream()
                .filter(zone -> zone.indexOf(':') == zone.lastIndexOf(':'))
                .filter(zone -> !files.text(zone + "/name").orElse("").startsWith("psys"))
                .flatMap(zone -> files.number(zone + "/energy_uj").stream())
                .toList();
        return packages.isEmpty()
                ? Optional.empty()
                : Optional.of(packages.stream().mapToDouble(Double::doubleValue).sum() / 1e6);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

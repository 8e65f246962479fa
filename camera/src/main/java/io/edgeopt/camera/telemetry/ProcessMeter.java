package io.edgeopt.camera.telemetry;

import io.edgeopt.core.measure.ProcessFigures;
import io.edgeopt.core.measure.ProcessFigures.Throttling;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process uses between {@link #begin} and {@link #end}. */
public final class ProcessMeter {
    private static final double KIB = 1024;
    /** Linux counts CPU time for users in hundredths of a second, whatever its own clock does. */
    private static final double TICKS = 100;

    private final KernelFiles files;
    private final Optional<Long> base;
    private Optional<Long> loaded = Optional.empty();
    private State begun;

    /** What is counted up from the start of the process or of the machine. */
    private record State(
            double cpuSeconds,
            Optional<Double> busySeconds,
            long gcCount,
            double gcSeconds,
            Optional<Throttling> throttled,
            long nanos) {}

    private ProcessMeter(KernelFiles files) {
        this.files = files;
        this.base = resident();
        this.begun = state();
    }

    /** A meter that takes what is resident now for what there is without a model. */
    public static ProcessMeter create() {
        return new ProcessMeter(KernelFiles.HERE);
    }

    static ProcessMeter under(KernelFiles files) {
        return new ProcessMeter(files);
    }

    /** The model is loaded and has run. */
    public void loaded() {
        loaded = resident();
    }

    public void begin() {
        begun = state();
    }

    /** What was used since the beginning. */
    public ProcessFigures end() {
        State now = state();
        double seconds = Math.max(1e-9, (now.nanos() - begun.nanos()) / 1e9);
        double cpu = now.cpuSeconds() - begun.cpuSeconds();
        Optional<Double> others = now.busySeconds()
                .flatMap(busy -> begun.busySeconds().map(before -> Math.max(0, (busy - before - cpu) / seconds)));
        Optional<Throttling> throttled = now.throttled()
                .flatMap(after -> begun.throttled()
                        .map(before -> new Throttling(
                                after.periods() - before.periods(),
                                after.held() - before.held(),
                                after.seconds() - before.seconds())));
        return new ProcessFigures(
                cpu,
                now.gcCount() - begun.gcCount(),
                now.gcSeconds() - begun.gcSeconds(),
                others,
                base,
                loaded,
                kibibytes("proc/self/status", "VmHWM:"),
                kibibytes("proc/self/smaps_rollup", "Pss:"),
                throttled);
    }

    private Optional<Long> resident() {
        return kibibytes("proc/self/status", "VmRSS:");
    }

    private Optional<Long> kibibytes(String file, String word) {
        return files.field(file, word).map(value -> Math.round(value * KIB));
    }

    private State state() {
        long collections = 0;
        long millis = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, bean.getCollectionCount());
            millis += Math.max(0, bean.getCollectionTime());
        }
        return new State(ownCpuSeconds(), busySeconds(), collections, millis / 1e3, throttling(), System.nanoTime());
    }

    private static double ownCpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    /** CPU seconds that all processes together have used: all but idle and waiting for disks. */
    Optional<Double> busySeconds() {
        return files.text("proc/stat")
                .flatMap(text -> text.lines().findFirst())
                .map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length > 8 && parts[0].equals("cpu"))
                .map(parts -> Stream.of(1, 2, 3, 6, 7)
                                .mapToDouble(i -> Double.parseDouble(parts[i]))
                                .sum()
                        / TICKS);
    }

    /** Both versions of control groups count alike, in other units. */
    Optional<Throttling> throttling() {
        return files.group("cpu", "cpu.stat").flatMap(text -> {
            Optional<Double> periods = KernelFiles.field(text.lines(), "nr_periods");
            Optional<Double> held = KernelFiles.field(text.lines(), "nr_throttled");
            Optional<Double> seconds = KernelFiles.field(text.lines(), "throttled_usec")
                    .map(micros -> micros / 1e6)
                    .or(() -> KernelFiles.field(text.lines(), "throttled_time").map(nanos -> nanos / 1e9));
            return periods.isEmpty() || held.isEmpty() || seconds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Throttling(Math.round(periods.get()), Math.round(held.get()), seconds.get()));
        });
    }
}

package io.edgeopt.camera.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counters of energy in x86 processors, of each package; only root may read them on most systems. */
final class Rapl implements PowerSource {
    private static final String FOLDER = "sys/class/powercap";

    /** One package's counter, which begins anew when it is full. */
    private static final class Counter {
        private final String zone;
        private final double range;
        private double last;
        private double total;

        Counter(String zone, double range, double first) {
            this.zone = zone;
            this.range = range;
            this.last = first;
        }

        void read(double now) {
            // Where the range is not told, what passed before the counter began anew is lost.
            total += now >= last ? now - last : range > 0 ? now - last + range : now;
            last = now;
        }
    }

    private final KernelFiles files;
    private final Map<String, Counter> counters;

    private Rapl(KernelFiles files, Map<String, Counter> counters) {
        this.files = files;
        this.counters = counters;
    }

    /** Empty where there are none, or where they may not be read. */
    static Optional<PowerSource> open(KernelFiles files) {
        Map<String, Counter> counters = new LinkedHashMap<>();
        for (String zone : files.entries(FOLDER, "intel-rapl:")) {
            // intel-rapl:0:1 lies within intel-rapl:0; the platform's own zone counts packages once more.
            boolean top = zone.indexOf(':') == zone.lastIndexOf(':');
            String name = files.text(zone + "/name").orElseGet(() -> zone.substring(FOLDER.length() + 1));
            if (top && !name.startsWith("psys")) {
                files.number(zone + "/energy_uj")
                        .ifPresent(first -> counters.put(
                                name,
                                new Counter(
                                        zone,
                                        files.number(zone + "/max_energy_range_uj")
                                                .orElse(0.0),
                                        first)));
            }
        }
        return counters.isEmpty() ? Optional.empty() : Optional.of(new Rapl(files, counters));
    }

    @Override
    public String name() {
        return "rapl";
    }

    @Override
    public Map<String, Double> joules(long nanos) {
        Map<String, Double> joules = new LinkedHashMap<>();
        counters.forEach((name, counter) -> {
            files.number(counter.zone + "/energy_uj").ifPresent(counter::read);
            joules.put(name, counter.total / 1e6);
        });
        return joules;
    }
}

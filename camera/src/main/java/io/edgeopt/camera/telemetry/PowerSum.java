package io.edgeopt.camera.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;

/** Power that is told now and then, added up to energy: between two moments it is taken to change evenly. */
final class PowerSum {
    private final Map<String, Double> joules = new LinkedHashMap<>();
    private Map<String, Double> last = Map.of();
    private long at;

    /** Watts by rail, at that moment. */
    void add(long nanos, Map<String, Double> watts) {
        double seconds = (nanos - at) / 1e9;
        watts.forEach((rail, now) -> {
            Double before = last.get(rail);
            double added = before == null ? 0 : seconds * (before + now) / 2;
            joules.merge(rail, added, Double::sum);
        });
        last = Map.copyOf(watts);
        at = nanos;
    }

    Map<String, Double> joules() {
        return new LinkedHashMap<>(joules);
    }
}

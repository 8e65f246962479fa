package io.edgeopt.camera.limit;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A board of which the size is known. To run under its limit is a simulation: as many cores and as much memory as it
 * has, but this machine's cores and this machine's memory.
 *
 * @param name as users write it
 * @param cpus its cores, or a share of one
 * @param mebibytes its memory
 */
public record Device(String name, double cpus, long mebibytes) {
    public static final List<Device> ALL = List.of(
            new Device("small-camera", 0.5, 512),
            new Device("raspberry-pi-zero-2", 4, 512),
            new Device("raspberry-pi-3", 4, 1024),
            new Device("raspberry-pi-4", 4, 4096),
            new Device("raspberry-pi-5", 4, 8192),
            new Device("jetson-nano", 4, 4096),
            new Device("jetson-xavier-nx", 6, 8192),
            new Device("jetson-agx-xavier", 8, 32_768),
            new Device("jetson-orin-nano", 6, 8192));

    public static Device named(String name) {
        List<String> names = ALL.stream().map(Device::name).toList();
        return ALL.stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("there is no device '%s'%s (known: %s)"
                        .formatted(name, Suggestion.sentence(name, names), String.join(", ", names))));
    }

    /** What to write for a limit that is all that this machine can do to be like it. */
    public String limit(int cores, long memoryBytes) {
        double share = Math.min(cpus, cores);
        long most = memoryBytes > 0 ? Math.min(mebibytes, memoryBytes >> 20) : mebibytes;
        return String.format(
                Locale.ROOT,
                "cpus=%s,memory=%dm",
                share == Math.rint(share) ? "%.0f".formatted(share) : "" + share,
                most);
    }

    /** Why the simulation is smaller than the board, where this machine is. */
    public Optional<String> shortfall(int cores, long memoryBytes) {
        boolean fewer = cores < cpus;
        boolean less = memoryBytes > 0 && memoryBytes >> 20 < mebibytes;
        return fewer || less
                ? Optional.of("%s has %.0f cores and %d MiB; this machine has not, so less is simulated"
                        .formatted(name, cpus, mebibytes))
                : Optional.empty();
    }
}

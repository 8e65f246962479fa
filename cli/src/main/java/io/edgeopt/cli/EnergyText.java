package io.edgeopt.cli;

import io.edgeopt.core.measure.Energy;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.Measured;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a benchmark found of a model's energy, as people read it. */
final class EnergyText {
    private EnergyText() {}

    /** A line or two; where no meter tells, that it was not measured. */
    static String of(String name, Measured model) {
        List<Fork> metered =
                model.forks().stream().filter(fork -> fork.energy().isPresent()).toList();
        if (metered.isEmpty()) {
            return say("%s: energy was not measured (no RAPL, INA3221 or tegrastats that may be read)\n", name);
        }
        Fork last = metered.get(metered.size() - 1);
        Energy energy = last.energy().orElseThrow();
        String frame = model.joulesPerFrame()
                .map(joules -> say("%.1f mJ a frame above rest", 1000 * joules))
                .orElse("energy a frame above rest was not measured");
        String mode = last.powerMode().map(one -> ", " + one).orElse("");
        return say(
                "%s: %s; %s by %s, %s: %.2f W, at rest %s (last round, %d samples%s)\n%s",
                name,
                frame,
                energy.whole() ? "all of the module" : "a part of the machine",
                energy.meter(),
                energy.counted().stream().map(Energy.Rail::name).collect(Collectors.joining(" + ")),
                energy.joules() / energy.seconds(),
                watts(energy.idleWatts()),
                energy.samples(),
                mode,
                others(energy));
    }

    /** Rails that lie behind others. */
    private static String others(Energy energy) {
        List<Energy.Rail> behind =
                energy.rails().stream().filter(rail -> !rail.counted()).toList();
        if (behind.isEmpty()) {
            return "";
        }
        return behind.stream()
                .map(rail -> say(
                        "%s %.2f W, at rest %s",
                        rail.name(), rail.joules() / energy.seconds(), watts(rail.idleWatts())))
                .collect(Collectors.joining("; ", "  of it ", "\n"));
    }

    private static String watts(Optional<Double> watts) {
        return watts.map(one -> say("%.2f W", one)).orElse("not measured");
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

package io.edgeopt.camera.telemetry;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of a machine's rails add up to what it takes.
 *
 * @param counted those whose sum is meant
 * @param whole whether that sum is all that the module takes
 */
record Rails(Set<String> counted, boolean whole) {
    /** On modules that have one, everything goes through it: Xavier NX, Orin NX and Nano, TX2; Nano. */
    private static final Set<String> INPUTS = Set.of("VDD_IN", "POM_5V_IN");
    /** Fed out of VIN_SYS_5V0 on the AGX Orin, which is counted. */
    private static final Set<String> BEHIND_OTHERS = Set.of("VDDQ_VDD2_1V8AO");

    static Rails among(Set<String> all) {
        Set<String> inputs = all.stream().filter(INPUTS::contains).collect(Collectors.toUnmodifiableSet());
        if (!inputs.isEmpty()) {
            return new Rails(inputs, true);
        }
        return new Rails(
                all.stream()
                        .filter(rail -> !BEHIND_OTHERS.contains(rail.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                false);
    }
}

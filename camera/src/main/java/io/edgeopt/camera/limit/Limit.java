package io.edgeopt.camera.limit;

import io.edgeopt.core.InvalidPlanException;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of a machine a process may use.
 *
 * @param cpus such as 0.5
 * @param memory in bytes
 */
public record Limit(Optional<Double> cpus, Optional<Long> memory) {
    private static final long LEAST_MEMORY = 32L << 20;

    public Limit {
        if (cpus.filter(value -> !(value >= 0.01 && value <= 1024)).isPresent()) {
            throw new InvalidPlanException("a limit of %s CPUs cannot be; give 0.01 or more".formatted(cpus.get()));
        }
        if (memory.filter(value -> value < LEAST_MEMORY).isPresent()) {
            throw new InvalidPlanException(
                    "a limit of %d bytes of memory is too little for Java; give 32m or more".formatted(memory.get()));
        }
    }

    /** Reads such as {@code cpus=0.5,memory=512m}. */
    public static Limit parse(String text) {
        Optional<Double> cpus = Optional.empty();
        Optional<Long> memory = Optional.empty();
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("cpus")) {
                cpus = Optional.of(number(text, pair[1]));
            } else if (pair.length == 2 && pair[0].equals("memory")) {
                memory = Optional.of(bytes(text, pair[1]));
            } else {
                throw malformed(text);
            }
        }
        return new Limit(cpus, memory);
    }

    private static double number(String text, String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static long bytes(String text, String amount) {
        String lower = amount.toLowerCase(Locale.ROOT);
        int shift = lower.endsWith("k") ? 10 : lower.endsWith("m") ? 20 : lower.endsWith("g") ? 30 : 0;
        double number = number(text, shift == 0 ? lower : lower.substring(0, lower.length() - 1));
        return Math.round(number * (1L << shift));
    }

    private static InvalidPlanException malformed(String text) {
        return new InvalidPlanException(
                "the limit '%s' cannot be read; write cpus=N, memory=N with k, m or g, or both: cpus=0.5,memory=512m"
                        .formatted(text));
    }
}

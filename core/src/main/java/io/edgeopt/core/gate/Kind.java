package io.edgeopt.core.gate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a quantity is measured in, and how that is written. */
enum Kind {
    /** Milliseconds. */
    TIME,
    BYTES,
    COUNT,
    SHARE,
    /** Frames a second. */
    RATE,
    /** Joules. */
    ENERGY,
    FACTOR;

    /** By what a number with this unit is multiplied; empty where the unit does not fit. */
    Optional<Double> factor(String unit) {
        if (unit.isEmpty()) {
            return this == TIME ? Optional.empty() : Optional.of(1.0);
        }
        return Optional.ofNullable(units().get(unit.toLowerCase(Locale.ROOT)));
    }

    private Map<String, Double> units() {
        return switch (this) {
            case TIME -> Map.of("us", 0.001, "ms", 1.0, "s", 1000.0);
            case BYTES ->
                Map.of("b", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9, "kib", 0x1p10, "mib", 0x1p20, "gib", 0x1p30);
            case COUNT -> Map.of("k", 1e3, "m", 1e6, "g", 1e9);
            case SHARE -> Map.of("%", 0.01);
            case RATE -> Map.of("fps", 1.0);
            case ENERGY -> Map.of("mj", 0.001, "j", 1.0);
            case FACTOR -> Map.of("x", 1.0);
        };
    }

    /** The units that may be written, for people. */
    String choices() {
        return switch (this) {
            case TIME -> "ms or s";
            case BYTES -> "B, KB, MB, GB, KiB, MiB, GiB or none for bytes";
            case COUNT -> "K, M, G or none";
            case SHARE -> "% or none for a share of 1";
            case RATE -> "fps or none";
            case ENERGY -> "J, mJ or none for joules";
            case FACTOR -> "x or none";
        };
    }

    String show(double value) {
        return switch (this) {
            case TIME -> number(value) + " ms";
            case BYTES -> scaled(value, "B", 1e3, "KB", 1e6, "MB");
            case COUNT -> scaled(value, "", 1e6, "M", 1e9, "G");
            case SHARE -> String.format(Locale.ROOT, "%.4f", value);
            case RATE -> number(value) + " fps";
            case ENERGY -> number(value) + " J";
            case FACTOR -> String.format(Locale.ROOT, "%.3fx", value);
        };
    }

    private static String scaled(double value, String plain, double one, String first, double two, String second) {
        double size = Math.abs(value);
        if (size >= two) {
            return number(value / two) + " " + second;
        }
        if (size >= one) {
            return number(value / one) + " " + first;
        }
        return (number(value) + " " + plain).strip();
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f", value);
    }
}

package io.edgeopt.datasets.split;

import io.edgeopt.core.InvalidPlanException;
import java.util.ArrayList;
import java.util.List;

/** How much of the data each part is to have; the shares sum to 1. */
public record Ratios(List<String> names, List<Double> shares) {
    private static final List<String> NAMES = List.of("train", "val", "test");

    /** {@code 0.8,0.1,0.1} for train, val and test; two numbers for train and test. */
    public static Ratios parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw wrong(text);
        }
        List<Double> shares = new ArrayList<>();
        double sum = 0;
        for (String part : parts) {
            try {
                shares.add(Double.valueOf(part.strip()));
            } catch (NumberFormatException e) {
                throw new InvalidPlanException(String.valueOf(wrong(text).getMessage()), e);
            }
            double share = shares.get(shares.size() - 1);
            if (!(share >= 0 && share <= 1)) {
                throw wrong(text);
            }
            sum += share;
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw wrong(text);
        }
        return new Ratios(parts.length == 3 ? NAMES : List.of("train", "test"), List.copyOf(shares));
    }

    private static InvalidPlanException wrong(String text) {
        return new InvalidPlanException(
                "the ratios are '%s', expected two or three numbers that sum to 1, such as 0.8,0.1,0.1"
                        .formatted(text));
    }
}

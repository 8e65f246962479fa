package io.edgeopt.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most likely meant. */
public final class Suggestion {
    private Suggestion() {}

    /** Empty when nothing is near: within a third of its letters, or begun by what was typed. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String word = typed.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(word, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3)
                        || (word.length() >= 2 && name.toLowerCase(Locale.ROOT).startsWith(word)))
                .min(Comparator.comparingInt((String name) -> distance(word, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** As the end of a sentence: "; did you mean 'x'?", or nothing. */
    public static String sentence(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map(name -> "; did you mean '%s'?".formatted(name))
                .orElse("");
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int change = cost[i - 1][j - 1] + (same ? 0 : 1);
                cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}

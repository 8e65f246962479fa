package io.edgeopt.optimizers.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long the code of each symbol should be, so that a text is shortest while no code is longer than a bound: the
 * package-merge algorithm (Larmore and Hirschberg, "A fast algorithm for optimal length-limited Huffman codes", 1990).
 */
final class CodeLengths {
    /** Symbols that are taken or left together, and how often they occur. */
    private sealed interface Parcel {
        long weight();

        /** Adds a bit to the code of every symbol in it. */
        void lengthen(int[] lengths);
    }

    private record Single(int symbol, long weight) implements Parcel {
        @Override
        public void lengthen(int[] lengths) {
            lengths[symbol]++;
        }
    }

    private record Pair(Parcel one, Parcel other, long weight) implements Parcel {
        @Override
        public void lengthen(int[] lengths) {
            one.lengthen(lengths);
            other.lengthen(lengths);
        }
    }

    private CodeLengths() {}

    /** Zero for symbols that do not occur; 1 where there is only one that does. */
    static int[] of(long[] counts, int longest) {
        List<Single> symbols = new ArrayList<>();
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                symbols.add(new Single(symbol, counts[symbol]));
            }
        }
        symbols.sort(Comparator.comparingLong(Single::weight));
        int[] lengths = new int[counts.length];
        if (symbols.size() > 1L << longest) {
            throw new IllegalArgumentException(
                    "%d symbols do not have codes of %d bits".formatted(symbols.size(), longest));
        }
        if (symbols.size() == 1) {
            lengths[symbols.get(0).symbol()] = 1;
            return lengths;
        }
        List<? extends Parcel> level = symbols;
        for (int bits = 1; bits < longest; bits++) {
            level = merged(symbols, paired(level));
        }
        // Each time that a symbol is among the cheapest 2(n - 1), its code grows by a bit.
        for (int i = 0; i < 2 * symbols.size() - 2; i++) {
            level.get(i).lengthen(lengths);
        }
        return lengths;
    }

    private static List<Parcel> paired(List<? extends Parcel> level) {
        List<Parcel> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < level.size(); i += 2) {
            Parcel one = level.get(i);
            Parcel other = level.get(i + 1);
            pairs.add(new Pair(one, other, one.weight() + other.weight()));
        }
        return pairs;
    }

    private static List<Parcel> merged(List<Single> one, List<Parcel> other) {
        List<Parcel> merged = new ArrayList<>(one.size() + other.size());
        int next = 0;
        for (Single parcel : one) {
            while (next < other.size() && other.get(next).weight() < parcel.weight()) {
                merged.add(other.get(next++));
            }
            merged.add(parcel);
        }
        merged.addAll(other.subList(next, other.size()));
        return merged;
    }
}

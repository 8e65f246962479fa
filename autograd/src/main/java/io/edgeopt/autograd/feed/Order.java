package io.edgeopt.autograd.feed;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** In which order an epoch shows samples: each once, or every class equally often. */
final class Order {
    private final int size;
    private final List<int[]> classes;

    private Order(int size, List<int[]> classes) {
        this.size = size;
        this.classes = classes;
    }

    static Order of(Dataset data, boolean balanced) {
        Map<String, List<Integer>> byClass = new TreeMap<>();
        if (balanced) {
            for (int i = 0; i < data.size(); i++) {
                byClass.computeIfAbsent(group(data.sample(i).truth()), unused -> new ArrayList<>())
                        .add(i);
            }
        }
        return new Order(
                data.size(),
                byClass.values().stream()
                        .map(places -> places.stream().mapToInt(place -> place).toArray())
                        .toList());
    }

    private static String group(Truth truth) {
        if (truth instanceof Truth.Label label) {
            return String.valueOf(label.index());
        }
        return truth instanceof Truth.Identity identity ? identity.person() : "";
    }

    int[] of(long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + epoch);
        int[] order = new int[size];
        if (classes.size() < 2) {
            for (int i = 0; i < size; i++) {
                order[i] = i;
            }
            shuffle(order, random);
            return order;
        }
        List<int[]> decks =
                classes.stream().map(places -> shuffled(places, random)).toList();
        int[] dealt = new int[decks.size()];
        for (int i = 0; i < size; i++) {
            int group = i % decks.size();
            int[] deck = decks.get(group);
            if (dealt[group] == deck.length) {
                shuffle(deck, random);
                dealt[group] = 0;
            }
            order[i] = deck[dealt[group]++];
        }
        shuffle(order, random);
        return order;
    }

    private static int[] shuffled(int[] places, SplittableRandom random) {
        int[] copy = places.clone();
        shuffle(copy, random);
        return copy;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }
}

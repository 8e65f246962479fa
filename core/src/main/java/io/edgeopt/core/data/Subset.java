package io.edgeopt.core.data;

import io.edgeopt.core.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Some samples of a set, in the set's order. */
public final class Subset implements Dataset {
    private final Dataset whole;
    private final String name;
    private final int[] places;

    private Subset(Dataset whole, String name, int[] places) {
        this.whole = whole;
        this.name = name;
        this.places = places;
    }

    /** The samples at those places. */
    public static Subset of(Dataset whole, String name, int[] places) {
        int[] sorted = Arrays.stream(places).sorted().distinct().toArray();
        if (sorted.length > 0 && (sorted[0] < 0 || sorted[sorted.length - 1] >= whole.size())) {
            throw new IllegalArgumentException("places outside 0..%d".formatted(whole.size() - 1));
        }
        return new Subset(whole, name, sorted);
    }

    /** The samples with those ids; an id that the set does not have is an error. */
    public static Subset withIds(Dataset whole, String name, Collection<String> ids) {
        Map<String, Integer> byId = new HashMap<>();
        for (int i = 0; i < whole.size(); i++) {
            byId.put(whole.sample(i).id(), i);
        }
        int[] places = ids.stream()
                .mapToInt(id -> {
                    Integer place = byId.get(id);
                    if (place == null) {
                        throw new InvalidDataException(
                                "%s names the sample '%s', which %s does not have".formatted(name, id, whole.name()));
                    }
                    return place;
                })
                .toArray();
        return of(whole, name, places);
    }

    /**
     * At most {@code count} samples, with the set's proportions of classes (or persons, or kinds of objects) as nearly
     * as whole numbers allow. The choice hangs on the ids and the seed, not on the order of files.
     */
    public static Subset take(Dataset whole, int count, long seed) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot take %d samples".formatted(count));
        }
        if (count >= whole.size()) {
            return of(whole, whole.name(), IntStream.range(0, whole.size()).toArray());
        }
        SortedMap<String, List<Ranked>> strata = new TreeMap<>();
        for (int i = 0; i < whole.size(); i++) {
            Sample sample = whole.sample(i);
            strata.computeIfAbsent(Strata.of(sample.truth()), key -> new ArrayList<>())
                    .add(new Ranked(i, SeededHash.of(seed, sample.id()), sample.id()));
        }
        List<int[]> shares = shares(strata, count, whole.size(), seed);
        int[] places = new int[count];
        int filled = 0;
        int at = 0;
        for (List<Ranked> stratum : strata.values()) {
            stratum.sort(Comparator.comparingLong(Ranked::hash).thenComparing(Ranked::id));
            for (int i = 0; i < shares.get(at)[0]; i++) {
                places[filled++] = stratum.get(i).place();
            }
            at++;
        }
        return of(whole, "%s, %d samples".formatted(whole.name(), count), places);
    }

    /**
     * At least {@code count} samples to be kept apart from those that are learnt from. Persons go as a whole: some
     * pictures of each would leave nobody to look up, and everybody known. Other samples are taken as by {@link #take}.
     */
    public static Subset takeApart(Dataset whole, int count, long seed) {
        Map<String, List<Integer>> persons = new TreeMap<>();
        for (int i = 0; i < whole.size(); i++) {
            if (whole.sample(i).truth() instanceof Truth.Identity identity) {
                persons.computeIfAbsent(identity.person(), key -> new ArrayList<>())
                        .add(i);
            }
        }
        if (persons.isEmpty()) {
            return take(whole, count, seed);
        }
        List<String> drawn = new ArrayList<>(persons.keySet());
        drawn.sort(Comparator.comparingLong(person -> SeededHash.of(seed, person)));
        List<Integer> places = new ArrayList<>();
        for (String person : drawn) {
            if (places.size() < count) {
                places.addAll(persons.getOrDefault(person, List.of()));
            }
        }
        return of(
                whole,
                "%s, %d samples".formatted(whole.name(), places.size()),
                places.stream().mapToInt(Integer::intValue).toArray());
    }

    private record Ranked(int place, long hash, String id) {}

    /** Largest remainders; where they are equal the seed decides, so that no class is always favoured. */
    private static List<int[]> shares(SortedMap<String, List<Ranked>> strata, int count, int total, long seed) {
        List<int[]> shares = new ArrayList<>();
        record Rest(int stratum, long remainder, long hash) {}
        List<Rest> rests = new ArrayList<>();
        int given = 0;
        for (Map.Entry<String, List<Ranked>> stratum : strata.entrySet()) {
            long exact = (long) count * stratum.getValue().size();
            int floor = (int) (exact / total);
            rests.add(new Rest(shares.size(), exact % total, SeededHash.of(seed, stratum.getKey())));
            shares.add(new int[] {floor});
            given += floor;
        }
        rests.sort(Comparator.comparingLong(Rest::remainder).reversed().thenComparingLong(Rest::hash));
        for (Rest rest : rests.subList(0, count - given)) {
            shares.get(rest.stratum())[0]++;
        }
        return shares;
    }

    /** Where in the whole set the samples stand. */
    public int[] places() {
        return places.clone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> labels() {
        return whole.labels();
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public Sample sample(int index) {
        return whole.sample(places[index]);
    }
}

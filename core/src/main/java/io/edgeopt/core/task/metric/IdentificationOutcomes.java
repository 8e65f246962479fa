package io.edgeopt.core.task.metric;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is seen: the first pictures of each person are enrolled, every other picture is looked up among them by its
 * nearest enrolled picture.
 *
 * <p>{@code rank1} and {@code rank5} are the shares of looked-up pictures whose person comes first, or among the first
 * five; another person who is as near counts as nearer. Intervals draw people, because pictures of one person are alike.
 */
public final class IdentificationOutcomes implements Outcomes {
    private final int[] person;
    private final int[] ranks;
    private final int people;

    private IdentificationOutcomes(int[] person, int[] ranks, int people) {
        this.person = person;
        this.ranks = ranks;
        this.people = people;
    }

    /** Pictures in the set's order and who is on each; people with no picture beyond {@code enrolled} only stand by. */
    public static IdentificationOutcomes of(List<String> names, List<Embedding> pictures, int enrolled) {
        Map<String, List<Embedding>> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.computeIfAbsent(names.get(i), unused -> new ArrayList<>()).add(pictures.get(i));
        }
        List<List<Embedding>> byPerson = List.copyOf(byName.values());
        List<int[]> probes = new ArrayList<>();
        for (int who = 0; who < byPerson.size(); who++) {
            List<Embedding> all = byPerson.get(who);
            for (Embedding probe : all.subList(Math.min(enrolled, all.size()), all.size())) {
                probes.add(new int[] {who, rank(probe, who, byPerson, enrolled)});
            }
        }
        if (probes.isEmpty()) {
            throw new InvalidDataException(
                    "nobody has more than the %d pictures that are enrolled; enrol fewer or add pictures"
                            .formatted(enrolled));
        }
        int[] person = probes.stream().mapToInt(probe -> probe[0]).toArray();
        int[] ranks = probes.stream().mapToInt(probe -> probe[1]).toArray();
        return new IdentificationOutcomes(person, ranks, byPerson.size());
    }

    private static int rank(Embedding probe, int who, List<List<Embedding>> byPerson, int enrolled) {
        double own = nearest(probe, byPerson.get(who), enrolled);
        int rank = 0;
        for (int other = 0; other < byPerson.size(); other++) {
            if (other != who && nearest(probe, byPerson.get(other), enrolled) >= own) {
                rank++;
            }
        }
        return rank;
    }

    private static double nearest(Embedding probe, List<Embedding> pictures, int enrolled) {
        double nearest = Double.NEGATIVE_INFINITY;
        for (Embedding picture : pictures.subList(0, Math.min(enrolled, pictures.size()))) {
            nearest = Math.max(nearest, probe.similarity(picture));
        }
        return nearest;
    }

    @Override
    public List<String> names() {
        return List.of("rank1", "rank5");
    }

    /** People. */
    @Override
    public int units() {
        return people;
    }

    /** Pictures that were looked up. */
    public int probes() {
        return ranks.length;
    }

    @Override
    public double[] scores(int[] weights) {
        long all = 0;
        long first = 0;
        long among = 0;
        for (int i = 0; i < ranks.length; i++) {
            int weight = weights[person[i]];
            all += weight;
            first += ranks[i] == 0 ? weight : 0;
            among += ranks[i] < 5 ? weight : 0;
        }
        return new double[] {(double) first / all, (double) among / all};
    }

    @Override
    public Map<String, boolean[]> rights() {
        Map<String, boolean[]> rights = new LinkedHashMap<>();
        boolean[] right = new boolean[ranks.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = ranks[i] == 0;
        }
        rights.put("rank1", right);
        return rights;
    }
}

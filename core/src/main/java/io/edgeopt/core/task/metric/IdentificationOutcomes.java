package io.edgeopt.core.task.metric;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Who is seen: the first pictures of each person are enrolled, every other picture is looked up among them by its
 * nearest enrolled picture.
 *
 * <p>{@code rank1} and {@code rank5} are the shares of looked-up pictures whose person comes first, or among the first
 * five; another person who is as near counts as nearer. {@code dir@far=0.01} is the share that is found in an open
 * world: the person comes first and is more alike than all but 1 % of strangers, where every picture is a stranger to the
 * gallery without its person; left out with fewer than 100 pictures. Intervals draw people, because pictures of one person are alike.
 */
public final class IdentificationOutcomes implements Outcomes {
    private static final double FAR = 0.01;

    private final List<Probe> probes;
    private final int[] byStranger;
    private final int people;

    /** A picture that is looked up: how alike its own person is, and the nearest other one. */
    private record Probe(int person, int rank, double own, double other) {}

    private IdentificationOutcomes(List<Probe> probes, int people) {
        this.probes = List.copyOf(probes);
        this.people = people;
        this.byStranger = IntStream.range(0, probes.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probes.get(i).other()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Pictures in the set's order and who is on each; people with no picture beyond {@code enrolled} only stand by. */
    public static IdentificationOutcomes of(List<String> names, List<Embedding> pictures, int enrolled) {
        Map<String, List<Embedding>> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.computeIfAbsent(names.get(i), unused -> new ArrayList<>()).add(pictures.get(i));
        }
        List<List<Embedding>> byPerson = List.copyOf(byName.values());
        List<Probe> probes = new ArrayList<>();
        for (int who = 0; who < byPerson.size(); who++) {
            List<Embedding> all = byPerson.get(who);
            for (Embedding probe : all.subList(Math.min(enrolled, all.size()), all.size())) {
                probes.add(probe(probe, who, byPerson, enrolled));
            }
        }
        if (probes.isEmpty()) {
            throw new InvalidDataException(
                    "nobody has more than the %d pictures that are enrolled; enrol fewer or add pictures"
                            .formatted(enrolled));
        }
        return new IdentificationOutcomes(probes, byPerson.size());
    }

    private static Probe probe(Embedding seen, int who, List<List<Embedding>> byPerson, int enrolled) {
        double own = nearest(seen, byPerson.get(who), enrolled);
        double nearestOther = Double.NEGATIVE_INFINITY;
        int rank = 0;
        for (int other = 0; other < byPerson.size(); other++) {
            if (other != who) {
                double similarity = nearest(seen, byPerson.get(other), enrolled);
                nearestOther = Math.max(nearestOther, similarity);
                rank += similarity >= own ? 1 : 0;
            }
        }
        return new Probe(who, rank, own, nearestOther);
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
        return List.of("rank1", "rank5", "dir@far=0.01");
    }

    /** People. */
    @Override
    public int units() {
        return people;
    }

    /** Pictures that were looked up. */
    public int probes() {
        return probes.size();
    }

    @Override
    public double[] scores(int[] weights) {
        long all = 0;
        long first = 0;
        long among = 0;
        for (Probe probe : probes) {
            int weight = weights[probe.person()];
            all += weight;
            first += probe.rank() == 0 ? weight : 0;
            among += probe.rank() < 5 ? weight : 0;
        }
        return new double[] {(double) first / all, (double) among / all, detected(weights, all)};
    }

    /** NaN with too few pictures, or too few people, to tell so small a share of strangers. */
    private double detected(int[] weights, long all) {
        if (people < 2 || all * FAR < 1) {
            return Double.NaN;
        }
        // The most alike stranger who has to be refused: those before him are the share that may be let in.
        long letIn = 0;
        double refused = Double.NEGATIVE_INFINITY;
        for (int i : byStranger) {
            letIn += weights[probes.get(i).person()];
            if (letIn > all * FAR) {
                refused = probes.get(i).other();
                break;
            }
        }
        long detected = 0;
        for (Probe probe : probes) {
            detected += probe.rank() == 0 && probe.own() > refused ? weights[probe.person()] : 0;
        }
        return (double) detected / all;
    }

    @Override
    public Map<String, boolean[]> rights() {
        Map<String, boolean[]> rights = new LinkedHashMap<>();
        boolean[] right = new boolean[probes.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = probes.get(i).rank() == 0;
        }
        rights.put("rank1", right);
        return rights;
    }
}

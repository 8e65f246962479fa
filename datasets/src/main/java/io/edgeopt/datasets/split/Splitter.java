package io.edgeopt.datasets.split;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.SeededHash;
import io.edgeopt.core.data.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Divides a set so that every part has nearly its share of every class and no group is torn: the groups that weigh
 * most in any class go first, each to the part that lacks it most; then groups move as long as that brings the counts
 * nearer. The result hangs on ids, truths and the seed, not on the order of files.
 */
public final class Splitter {
    /** Moves after the first division; each pass brings the counts nearer, so a few suffice. */
    private static final int PASSES = 20;

    private Splitter() {}

    public static Split split(Dataset data, Ratios ratios, Grouping grouping, long seed) {
        List<String> ids = new ArrayList<>();
        List<Set<String>> classesOf = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            Sample sample = data.sample(i);
            ids.add(sample.id());
            classesOf.add(classes(sample.truth(), data.labels()));
        }
        List<String> groupOf = grouping.groups(ids);
        List<String> names =
                classesOf.stream().flatMap(Set::stream).distinct().sorted().toList();
        SortedMap<String, Group> byName = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            Group group = byName.computeIfAbsent(
                    groupOf.get(i), name -> new Group(name, SeededHash.of(seed, name), new int[names.size() + 1]));
            group.counts[names.size()]++;
            for (String name : classesOf.get(i)) {
                group.counts[names.indexOf(name)]++;
            }
        }
        Division division = new Division(new ArrayList<>(byName.values()), ratios.shares(), names.size() + 1);
        division.divide();
        int pass = 0;
        while (pass < PASSES && division.improve()) {
            pass++;
        }
        int[] partOf = new int[ids.size()];
        for (int i = 0; i < partOf.length; i++) {
            Group group = byName.get(groupOf.get(i));
            partOf[i] = group == null ? 0 : group.part;
        }
        return new Split(data, ratios, partOf, byName.size(), shares(names, division));
    }

    private static List<Split.ClassShare> shares(List<String> names, Division division) {
        List<Split.ClassShare> shares = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            shares.add(new Split.ClassShare(names.get(c), division.countsOf(c)));
        }
        return shares;
    }

    /** What a sample counts for: its class, its person, every class of its objects. */
    private static Set<String> classes(Truth truth, List<String> labels) {
        if (truth instanceof Truth.Label label) {
            return Set.of(labels.get(label.index()));
        }
        if (truth instanceof Truth.Identity identity) {
            return Set.of(identity.person());
        }
        if (truth instanceof Truth.SamePerson pair) {
            return Set.of(pair.same() ? "same" : "different");
        }
        if (truth instanceof Truth.Objects objects) {
            Set<String> found = new TreeSet<>();
            objects.boxes().forEach(box -> found.add(labels.get(box.label())));
            return found.isEmpty() ? Set.of("(nothing)") : found;
        }
        return Set.of("(unknown)");
    }

    /** Samples that stay together, and how many of them each class has; the last count is of all. */
    private static final class Group {
        private final String name;
        private final long hash;
        private final int[] counts;
        private int part = -1;

        Group(String name, long hash, int[] counts) {
            this.name = name;
            this.hash = hash;
            this.counts = counts;
        }
    }

    /** The groups on their way into the parts. */
    private static final class Division {
        private final List<Group> groups;
        private final int parts;
        private final double[] totals;
        private final double[][] excess;
        private final double[][] wanted;

        Division(List<Group> groups, List<Double> shares, int classes) {
            this.groups = groups;
            this.parts = shares.size();
            this.totals = new double[classes];
            for (Group group : groups) {
                for (int c = 0; c < classes; c++) {
                    totals[c] += group.counts[c];
                }
            }
            this.excess = new double[parts][classes];
            this.wanted = new double[parts][classes];
            for (int p = 0; p < parts; p++) {
                for (int c = 0; c < classes; c++) {
                    wanted[p][c] = shares.get(p) * totals[c];
                    excess[p][c] = -wanted[p][c];
                }
            }
        }

        void divide() {
            groups.sort(Comparator.comparingDouble((Group group) -> -weight(group))
                    .thenComparingLong(group -> group.hash)
                    .thenComparing(group -> group.name));
            for (Group group : groups) {
                int best = 0;
                for (int p = 1; p < parts; p++) {
                    if (pull(group, p) < pull(group, best) - 1e-12) {
                        best = p;
                    }
                }
                add(group, best, 1);
            }
        }

        /** Moves groups one by one wherever that lessens the squared distance from the wish; false where none did. */
        boolean improve() {
            boolean moved = false;
            for (Group group : groups) {
                int from = group.part;
                add(group, from, -1);
                int best = from;
                for (int p = 0; p < parts; p++) {
                    if (pull(group, p) < pull(group, best) - 1e-9) {
                        best = p;
                    }
                }
                add(group, best, 1);
                moved |= best != from;
            }
            return moved;
        }

        /** The group's largest share of any class: the rarer the class, the sooner its groups are placed. */
        private double weight(Group group) {
            double most = 0;
            for (int c = 0; c < totals.length; c++) {
                most = Math.max(most, group.counts[c] / totals[c]);
            }
            return most;
        }

        /** How the squared distance would change, but for what is equal in every part: the lower, the better. */
        private double pull(Group group, int part) {
            double pull = 0;
            for (int c = 0; c < totals.length; c++) {
                if (group.counts[c] > 0) {
                    pull += excess[part][c] * group.counts[c] / totals[c];
                }
            }
            return pull;
        }

        private void add(Group group, int part, int sign) {
            for (int c = 0; c < totals.length; c++) {
                excess[part][c] += sign * group.counts[c];
            }
            group.part = part;
        }

        List<Integer> countsOf(int c) {
            List<Integer> counts = new ArrayList<>();
            for (int p = 0; p < parts; p++) {
                counts.add((int) Math.round(excess[p][c] + wanted[p][c]));
            }
            return counts;
        }
    }
}

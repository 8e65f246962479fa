package io.edgeopt.core.study.run;

import io.edgeopt.core.study.StudyPlan.PlannedSet;
import io.edgeopt.core.study.Together.Member;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several models on one camera.
 *
 * @param name such as {@code smart home}
 * @param members each with how many frames there are from one that it sees to the next
 */
public record CameraSet(String name, List<Member> members) {
    private static final String ALL = "all";

    /** A card's sets of labels, and what the models that have them are called together. */
    private record Kind(String set, String name) {}

    private static final List<Kind> KINDS = List.of(new Kind("home", "smart home"), new Kind("city", "smart city"));

    public CameraSet {
        members = List.copyOf(members);
    }

    /** What they will be called, as far as that can be told without the models' cards. */
    public static List<String> names(Optional<List<PlannedSet>> planned) {
        return planned.map(given -> given.stream().map(PlannedSet::name).toList())
                .orElseGet(() -> Stream.concat(KINDS.stream().map(Kind::name), Stream.of(ALL))
                        .toList());
    }

    /** Those that were planned, or else those that cards name; none of fewer than two models. */
    public static List<CameraSet> of(Optional<List<PlannedSet>> planned, List<Subject> subjects) {
        List<CameraSet> sets = planned.map(
                        given -> given.stream().map(set -> of(set, subjects)).toList())
                .orElseGet(() -> ofCards(subjects));
        return sets.stream().filter(set -> set.members().size() > 1).toList();
    }

    private static CameraSet of(PlannedSet planned, List<Subject> subjects) {
        List<Member> members = subjects.stream()
                .filter(subject -> planned.strides().containsKey(subject.name()))
                .map(subject -> new Member(subject.name(), planned.strides().getOrDefault(subject.name(), 1)))
                .toList();
        return new CameraSet(planned.name(), members);
    }

    /** A model whose card names no sets is at home in all. */
    private static List<CameraSet> ofCards(List<Subject> subjects) {
        List<CameraSet> sets = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (subjects.stream().anyMatch(subject -> subject.card().sets().containsKey(kind.set()))) {
                sets.add(new CameraSet(
                        kind.name(),
                        subjects.stream()
                                .filter(subject -> belongs(subject, kind))
                                .map(subject -> new Member(subject.name(), stride(subject, kind)))
                                .toList()));
            }
        }
        return sets.isEmpty()
                ? List.of(new CameraSet(
                        ALL,
                        subjects.stream()
                                .map(subject -> new Member(subject.name(), 1))
                                .toList()))
                : sets;
    }

    private static boolean belongs(Subject subject, Kind kind) {
        Map<String, List<String>> sets = subject.card().sets();
        return sets.isEmpty() || sets.containsKey(kind.set());
    }

    private static int stride(Subject subject, Kind kind) {
        return subject.card().strides().getOrDefault(kind.set(), 1);
    }

    /** How many frames it takes until each has looked as often as in as many frames before. */
    public static int turn(List<Integer> strides) {
        return strides.stream()
                .map(BigInteger::valueOf)
                .reduce(
                        BigInteger.ONE,
                        (one, other) -> one.divide(one.gcd(other)).multiply(other))
                .intValueExact();
    }
}

package io.edgeopt.xai.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Conditions that hold together, of each unit one of a kind. */
record Rule(List<Condition> conditions) {
    static final Rule ALWAYS = new Rule(List.of());

    Rule {
        conditions = List.copyOf(conditions);
    }

    boolean holds(float[] units) {
        for (Condition condition : conditions) {
            if (!condition.holds(units)) {
                return false;
            }
        }
        return true;
    }

    /** Both, without what follows from the rest; empty where they contradict each other. */
    Optional<Rule> and(Rule other) {
        TreeMap<Integer, Float> above = new TreeMap<>();
        TreeMap<Integer, Float> below = new TreeMap<>();
        for (Rule rule : List.of(this, other)) {
            for (Condition condition : rule.conditions) {
                if (condition.above()) {
                    above.merge(condition.unit(), condition.threshold(), Math::max);
                } else {
                    below.merge(condition.unit(), condition.threshold(), Math::min);
                }
            }
        }
        List<Condition> kept = new ArrayList<>();
        above.forEach((unit, threshold) -> kept.add(new Condition(unit, threshold, true)));
        below.forEach((unit, threshold) -> kept.add(new Condition(unit, threshold, false)));
        boolean contradiction = above.entrySet().stream()
                .anyMatch(entry -> below.getOrDefault(entry.getKey(), Float.POSITIVE_INFINITY) <= entry.getValue());
        return contradiction ? Optional.empty() : Optional.of(new Rule(kept));
    }
}

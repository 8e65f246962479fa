package io.edgeopt.xai.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Rules for what a stack of dense layers answers, after DeepRED (Zilke et al., 2016): a tree tells from the units before
 * the last layer what it answers; each threshold in it is told by another tree from the units before, and so on; what the
 * trees say is put together into conditions on the lowest units, and of the rules those are kept that are needed.
 */
final class RuleSet {
    private static final int DEPTH = 3;
    /** More are not followed: what a few conditions make of each other grows fast. */
    private static final int MOST = 400;

    private final List<Rule> rules;

    private RuleSet(List<Rule> rules) {
        this.rules = rules;
    }

    List<Rule> rules() {
        return rules;
    }

    boolean says(float[] units) {
        return rules.stream().anyMatch(rule -> rule.holds(units));
    }

    /** @param levels what the units hold for each sample, level by level, the lowest first */
    static RuleSet of(List<List<float[]>> levels, boolean[] answers) {
        int level = levels.size() - 1;
        List<Rule> rules = ThresholdTree.of(levels.get(level), answers, DEPTH).rules(true);
        while (level > 0) {
            rules = told(rules, levels.get(level), levels.get(level - 1));
            level--;
        }
        return new RuleSet(needed(rules, levels.get(0), answers));
    }

    /** The same rules, told by the units below. */
    private static List<Rule> told(List<Rule> rules, List<float[]> units, List<float[]> below) {
        Map<Condition, List<Rule>> ways = new LinkedHashMap<>();
        for (Rule rule : rules) {
            for (Condition condition : rule.conditions()) {
                boolean[] truth = new boolean[units.size()];
                for (int i = 0; i < truth.length; i++) {
                    truth[i] = condition.holds(units.get(i));
                }
                ways.computeIfAbsent(
                        condition,
                        unseen -> ThresholdTree.of(below, truth, DEPTH).rules(true));
            }
        }
        Set<Rule> told = new LinkedHashSet<>();
        for (Rule rule : rules) {
            List<Rule> partial = List.of(Rule.ALWAYS);
            for (Condition condition : rule.conditions()) {
                partial = product(partial, Objects.requireNonNull(ways.get(condition)));
            }
            told.addAll(partial);
        }
        return List.copyOf(told);
    }

    private static List<Rule> product(List<Rule> some, List<Rule> others) {
        Set<Rule> both = new LinkedHashSet<>();
        for (Rule one : some) {
            for (Rule other : others) {
                if (both.size() < MOST) {
                    one.and(other).ifPresent(both::add);
                }
            }
        }
        return List.copyOf(both);
    }

    /** Those that say yes rightly where the ones before do not, the one of most such samples first. */
    private static List<Rule> needed(List<Rule> rules, List<float[]> units, boolean[] answers) {
        boolean[] covered = new boolean[answers.length];
        List<Rule> kept = new ArrayList<>();
        while (true) {
            int most = 0;
            Rule best = Rule.ALWAYS;
            for (Rule rule : rules) {
                int gain = 0;
                for (int i = 0; i < answers.length; i++) {
                    if (!covered[i] && rule.holds(units.get(i))) {
                        gain += answers[i] ? 1 : -1;
                    }
                }
                if (gain > most) {
                    most = gain;
                    best = rule;
                }
            }
            if (most == 0) {
                return kept;
            }
            kept.add(best);
            for (int i = 0; i < answers.length; i++) {
                covered[i] |= best.holds(units.get(i));
            }
        }
    }
}

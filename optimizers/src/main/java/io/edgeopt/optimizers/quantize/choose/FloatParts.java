package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.StaticTrials;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for parts of a model that run faster in float than in integers with all the turning between the two: those that
 * the runtime's record makes likely are tried, the likeliest first, and kept where a race says so beyond doubt.
 */
final class FloatParts {
    /** What is less than this share of the whole is not worth a race. */
    private static final double WORTH = 0.005;
    /** How many parts of a network's beginning are tried together, at most. */
    private static final int BEGINNING = 3;

    private final StaticTrials trials;
    private final Race race;
    private final Map<String, Tensor> inputs;
    private final Progress progress;

    FloatParts(StaticTrials trials, Race race, Map<String, Tensor> inputs, Progress progress) {
        this.trials = trials;
        this.race = race;
        this.inputs = inputs;
        this.progress = progress;
    }

    /**
     * The layers to keep in float, in the graph's order.
     *
     * @param parts the layers of each part
     * @param excess by layer, how much longer it takes in integers than in float, as a share of the whole
     * @param tries how many tries to make at most
     */
    List<String> found(List<List<String>> parts, Map<String, Double> excess, int tries) {
        List<List<String>> likely = likely(parts, excess);
        List<List<String>> single =
                likely(trials.layers().stream().map(List::of).toList(), excess);
        Set<String> best = new LinkedHashSet<>();
        progress.begin("parts in float", tries);
        try {
            best = fastest(best, List.of(union(likely), union(single)));
            progress.advance(2);
            List<Set<String>> beginnings = beginnings(best, parts, excess);
            int left = tries - 2;
            if (!beginnings.isEmpty()) {
                best = fastest(best, beginnings);
                progress.advance(1);
                left--;
            }
            for (List<String> part : likely.subList(0, Math.min(likely.size(), Math.max(0, left)))) {
                Set<String> more = new LinkedHashSet<>(best);
                more.addAll(part);
                best = fastest(best, List.of(more));
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        Set<String> kept = best;
        return trials.layers().stream().filter(kept::contains).toList();
    }

    private static List<List<String>> likely(List<List<String>> parts, Map<String, Double> excess) {
        return parts.stream()
                .filter(part -> sum(part, excess) > WORTH)
                .sorted(Comparator.comparingDouble((List<String> part) -> sum(part, excess))
                        .reversed())
                .toList();
    }

    /**
     * The first parts, one, two and so on of them. They see large maps of few channels, which integer kernels cannot fill;
     * one alone saves little, for behind it all is turned into integers just as well.
     */
    private static List<Set<String>> beginnings(
            Set<String> before, List<List<String>> parts, Map<String, Double> excess) {
        List<Set<String>> beginnings = new ArrayList<>();
        if (parts.isEmpty() || sum(parts.get(0), excess) <= WORTH) {
            return beginnings;
        }
        Set<String> beginning = new LinkedHashSet<>(before);
        for (List<String> part : parts.subList(0, Math.min(BEGINNING, parts.size()))) {
            beginning.addAll(part);
            beginnings.add(new LinkedHashSet<>(beginning));
        }
        return beginnings;
    }

    private static double sum(List<String> part, Map<String, Double> excess) {
        return part.stream()
                .mapToDouble(layer -> excess.getOrDefault(layer, 0.0))
                .sum();
    }

    private static Set<String> union(Collection<List<String>> parts) {
        Set<String> union = new LinkedHashSet<>();
        parts.forEach(union::addAll);
        return union;
    }

    /** The best of some tries, or what there was, unless one is faster beyond doubt. */
    private Set<String> fastest(Set<String> before, List<Set<String>> tries) {
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        Map<String, Model> models = new LinkedHashMap<>();
        for (Set<String> layers : tries) {
            // All of them in float is another contender's business.
            boolean some =
                    !layers.equals(before) && layers.size() < trials.layers().size();
            if (some && !sets.containsValue(layers)) {
                String name = "try " + sets.size();
                sets.put(name, layers);
                models.put(name, trials.without(layers));
            }
        }
        if (models.isEmpty()) {
            return before;
        }
        String last = "before";
        models.put(last, trials.without(before));
        Laps laps = race.run(models, inputs);
        return sets.keySet().stream()
                .filter(name -> laps.isFaster(name, last))
                .min(Comparator.comparingDouble(laps::millis))
                .map(sets::get)
                .orElse(before);
    }
}

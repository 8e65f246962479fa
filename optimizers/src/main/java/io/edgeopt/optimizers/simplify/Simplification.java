package io.edgeopt.optimizers.simplify;

import io.edgeopt.core.graph.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A simplified model and how it came about.
 *
 * @param fired how often each rewrite did something
 * @param left rewrites that were left out because the model would have answered otherwise, with what was seen
 * @param difference the largest difference to the source's answers, relative to the tensor's largest magnitude
 * @param samples how many sets of inputs that was seen on
 * @param notes what the user should know besides
 */
public record Simplification(
        Model source,
        Model model,
        Map<String, Integer> fired,
        Map<String, String> left,
        double difference,
        int samples,
        List<String> notes) {
    /** The same, where that was tried too and left out. */
    Simplification leavingOut(String name, String why) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put(name, why);
        more.putAll(left);
        return new Simplification(source, model, fired, more, difference, samples, notes);
    }

    /** The same, where its source is what came of {@code first}, done so often to {@code origin}. */
    Simplification after(String first, int times, Model origin) {
        Map<String, Integer> more = new LinkedHashMap<>();
        more.put(first, times);
        more.putAll(fired);
        return new Simplification(origin, model, more, left, difference, samples, notes);
    }

    /** What came of this one when {@code name} was done to it once, and then what {@code other} says, which knew more. */
    Simplification then(String name, Simplification other) {
        Map<String, Integer> all = new LinkedHashMap<>(fired);
        all.put(name, 1);
        other.fired.forEach((rewrite, times) -> all.merge(rewrite, times, Integer::sum));
        Map<String, String> never = new LinkedHashMap<>(left);
        never.putAll(other.left);
        never.keySet().removeAll(all.keySet());
        return new Simplification(source, other.model, all, never, other.difference, other.samples, other.notes);
    }

    /** The same, with one thing more that the user should know. */
    Simplification noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Simplification(source, model, fired, left, difference, samples, more);
    }

    /** How many nodes of each operator a model has, by name. */
    public static Map<String, Integer> operators(Model model) {
        Map<String, Integer> counts = new TreeMap<>();
        model.graph().nodes().forEach(node -> counts.merge(node.op(), 1, Integer::sum));
        return counts;
    }
}

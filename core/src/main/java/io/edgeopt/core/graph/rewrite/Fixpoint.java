package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Applies rewrites again and again until none of them finds anything more. */
public final class Fixpoint {
    /** Far more than any model needs; a pair of rewrites that undo one another must not run for ever. */
    private static final int ROUNDS = 20;

    /**
     * What came of it.
     *
     * @param fired how often each rewrite did something, in the order of the rewrites; those that did not are left out
     */
    public record Result(Model model, Map<String, Integer> fired) {}

    private Fixpoint() {}

    /**
     * {@code observe} finds out about a model's tensors. Rewrites keep the value behind every name that they keep, so it
     * is asked again only when new names have come up.
     */
    public static Result of(Model model, List<Rewrite> rewrites, Function<Model, Facts> observe) {
        Map<String, Integer> fired = new LinkedHashMap<>();
        rewrites.forEach(rewrite -> fired.put(rewrite.name(), 0));
        Model current = model.edit().removeDead().sort().model();
        Set<String> observed = Set.of();
        for (int round = 0; round < ROUNDS; round++) {
            Set<String> present = new HashSet<>(current.graph().intermediates());
            if (round > 0 && observed.containsAll(present)) {
                break;
            }
            observed = present;
            Facts facts = observe.apply(current);
            GraphEditor editor = current.edit();
            if (!changed(editor, rewrites, facts, fired)) {
                break;
            }
            current = editor.removeDead().sort().model();
        }
        fired.values().removeIf(count -> count == 0);
        return new Result(current, fired);
    }

    private static boolean changed(
            GraphEditor editor, List<Rewrite> rewrites, Facts facts, Map<String, Integer> fired) {
        boolean any = false;
        boolean again = true;
        for (int pass = 0; again && pass < ROUNDS; pass++) {
            again = false;
            for (Rewrite rewrite : rewrites) {
                int count = rewrite.apply(editor, facts);
                fired.merge(rewrite.name(), count, Integer::sum);
                if (count > 0) {
                    editor.removeDead();
                    again = true;
                }
            }
            any |= again;
        }
        return any;
    }
}

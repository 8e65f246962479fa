package io.edgeopt.core.optimize;

import io.edgeopt.core.graph.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a model was made, as its file says in its metadata: each step that changed it, the oldest first.
 *
 * @param steps in the words of the command line, such as {@code quantize --scheme static --target cpu}
 */
public record Lineage(List<String> steps) {
    /** Where a model's file says it. */
    public static final String KEY = "edgeopt.lineage";

    private static final String BETWEEN = "; ";

    public Lineage {
        steps = List.copyOf(steps);
    }

    /** What the model says; no steps where it says nothing. */
    public static Lineage of(Model model) {
        return Optional.ofNullable(model.metadata().get(KEY))
                .map(text -> new Lineage(Arrays.asList(text.split(BETWEEN, -1))))
                .orElseGet(() -> new Lineage(List.of()));
    }

    /** {@code made}, saying that it is {@code source} after one more step. */
    public static Model noted(Model made, Model source, String step) {
        return of(source).then(step).on(made);
    }

    /** With one more step. What separates steps cannot stand in one. */
    public Lineage then(String step) {
        List<String> more = new ArrayList<>(steps);
        more.add(step.replace(BETWEEN, ", "));
        return new Lineage(more);
    }

    /** The model, saying so. */
    public Model on(Model model) {
        return model.withMetadata(KEY, toString());
    }

    @Override
    public String toString() {
        return String.join(BETWEEN, steps);
    }
}

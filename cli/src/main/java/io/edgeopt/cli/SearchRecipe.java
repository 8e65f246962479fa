package io.edgeopt.cli;

import io.edgeopt.cli.RecipeText.RecipeStep;
import io.edgeopt.core.search.Candidate;
import java.util.ArrayList;
import java.util.List;

/** A recipe of a search: its step {@code tune}, where it says no length of its own, is trained ever longer. */
record SearchRecipe(RecipeText recipe) {
    /** Whether the search says how long that step trains. */
    static boolean isOpen(RecipeStep step) {
        return step.command().equals("tune") && !step.has("--steps") && !step.has("--epochs");
    }

    Candidate candidate() {
        List<RecipeStep> steps = recipe.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (isOpen(steps.get(i))) {
                return new Candidate(recipe.text(), new RecipeText(steps.subList(0, i + 1)).text());
            }
        }
        return new Candidate(recipe.text(), "");
    }

    /** The steps with trainings of these lengths, one after the other, in place of the open one. */
    RecipeText trained(List<Integer> stretches) {
        List<RecipeStep> steps = new ArrayList<>();
        for (RecipeStep step : recipe.steps()) {
            if (!isOpen(step)) {
                steps.add(step);
                continue;
            }
            for (int stretch : stretches) {
                List<String> options = new ArrayList<>(step.options());
                options.add("--steps=" + stretch);
                steps.add(new RecipeStep(step.command(), options));
            }
        }
        return new RecipeText(steps);
    }
}

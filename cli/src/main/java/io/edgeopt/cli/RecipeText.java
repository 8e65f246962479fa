package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Steps in a row, as people write them: {@code separate(saving=2.5) -> tune(steps=500) -> quantize}. A step is a command's
 * name; in its parentheses stand the command's options without their dashes, apart by spaces.
 */
record RecipeText(List<RecipeStep> steps) {
    private static final Pattern STEP = Pattern.compile("([a-z][a-z-]*)\\s*(?:\\(([^()]*)\\))?");

    /**
     * One step.
     *
     * @param options as they are given to the command
     */
    record RecipeStep(String command, List<String> options) {
        boolean has(String option) {
            return options.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
        }

        /** As people write it. */
        String text() {
            return options.isEmpty()
                    ? command
                    : "%s(%s)"
                            .formatted(
                                    command,
                                    options.stream()
                                            .map(option -> option.substring(2))
                                            .collect(Collectors.joining(" ")));
        }

        @Override
        public String toString() {
            return options.isEmpty() ? command : command + " " + String.join(" ", options);
        }
    }

    RecipeText {
        steps = List.copyOf(steps);
    }

    /** As people write it. */
    String text() {
        return steps.stream().map(RecipeStep::text).collect(Collectors.joining(" -> "));
    }

    static RecipeText parse(String text) {
        List<RecipeStep> steps = new ArrayList<>();
        for (String part : text.split("->|→", -1)) {
            Matcher matcher = STEP.matcher(part.strip());
            if (!matcher.matches()) {
                throw new InvalidPlanException(
                        "'%s' is no step; expected NAME or NAME(OPTION=VALUE OPTION), and -> between steps"
                                .formatted(part.strip()));
            }
            String inside = matcher.group(2) == null ? "" : matcher.group(2).strip();
            steps.add(new RecipeStep(
                    matcher.group(1),
                    Arrays.stream(inside.split("\\s+", -1))
                            .filter(word -> !word.isEmpty())
                            .map(word -> "--" + word)
                            .toList()));
        }
        return new RecipeText(steps);
    }
}

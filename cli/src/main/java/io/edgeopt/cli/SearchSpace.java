package io.edgeopt.cli;

import io.edgeopt.cli.RecipeText.RecipeStep;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.json.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The recipes among which is searched, as people write them in YAML. All that is wrong with them is said at once. */
final class SearchSpace {
    /** What is searched where no file says otherwise. */
    static final String USUAL = """
            steps:
              - [none, 'prune(what={l1,fpgm} target-macs={0.75,0.5,0.35})']
              - [none, 'separate(form=spatial saving=2)']
              - [none, 'tune(teacher=self)']
              - [none, 'quantize(scheme=static)']
            """;

    private static final List<String> FIELDS = List.of("steps", "recipes");
    private static final String NONE = "none";
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");
    private static final int MOST = 1000;

    private final String name;
    private final JsonTree tree;
    private final RecipeCommands commands;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Optional<String>> checked = new LinkedHashMap<>();

    private SearchSpace(String name, JsonTree tree, RecipeCommands commands) {
        this.name = name;
        this.tree = tree;
        this.commands = commands;
    }

    static List<SearchRecipe> usual(RecipeCommands commands) {
        return new SearchSpace("the usual space", Yaml.tree("the usual space", USUAL), commands).recipes();
    }

    static List<SearchRecipe> read(Path file, RecipeCommands commands) {
        return new SearchSpace(file.toString(), Yaml.read(file, "space"), commands).recipes();
    }

    private List<SearchRecipe> recipes() {
        if (!tree.isObject()) {
            throw new InvalidPlanException(
                    "%s holds no space; expected the fields %s".formatted(name, String.join(" and ", FIELDS)));
        }
        for (String field : tree.fieldNames()) {
            if (!FIELDS.contains(field)) {
                problems.add("there is no field '%s'%s (known: %s)"
                        .formatted(field, Suggestion.sentence(field, FIELDS), String.join(", ", FIELDS)));
            }
        }
        Map<String, SearchRecipe> recipes = new LinkedHashMap<>();
        products().forEach(text -> add(recipes, text));
        texts("recipes").stream().flatMap(text -> expanded(text).stream()).forEach(text -> add(recipes, text));
        if (problems.isEmpty() && recipes.isEmpty()) {
            problems.add("holds no recipe");
        }
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(
                    problems.size() == 1
                            ? "%s: %s".formatted(name, problems.get(0))
                            : "%s has %d problems: %s".formatted(name, problems.size(), String.join("; ", problems)));
        }
        return List.copyOf(recipes.values());
    }

    /** One choice of each place, one after the other. */
    private List<String> products() {
        List<String> products = new ArrayList<>();
        if (!tree.has("steps")) {
            return products;
        }
        products.add("");
        for (JsonTree place : elements("steps")) {
            List<String> choices = new ArrayList<>();
            for (JsonTree choice : place.isArray() ? place.elements() : List.of(place)) {
                said(choice).ifPresent(text -> choices.addAll(expanded(text)));
            }
            List<String> longer = new ArrayList<>();
            for (String before : products) {
                for (String choice : choices) {
                    String more = choice.strip().equals(NONE) ? "" : choice;
                    longer.add(before.isEmpty() || more.isEmpty() ? before + more : before + " -> " + more);
                }
            }
            if ((long) longer.size() > MOST) {
                problems.add("steps: more than %d recipes; leave some out".formatted(MOST));
                return List.of();
            }
            products.clear();
            products.addAll(longer);
        }
        // The model as it is belongs to every search.
        products.removeIf(String::isEmpty);
        return products;
    }

    private List<JsonTree> elements(String field) {
        if (!tree.field(field).isArray()) {
            problems.add("%s: expected a list".formatted(field));
            return List.of();
        }
        return tree.field(field).elements();
    }

    private List<String> texts(String field) {
        return tree.has(field)
                ? elements(field).stream().flatMap(one -> said(one).stream()).toList()
                : List.of();
    }

    private Optional<String> said(JsonTree node) {
        try {
            return Optional.of(node.text());
        } catch (EdgeoptException e) {
            problems.add(String.valueOf(e.getMessage()).replace(name + ".", ""));
            return Optional.empty();
        }
    }

    /** One text for each of the words in braces, the first braces changing slowest. */
    static List<String> expanded(String text) {
        Matcher braces = BRACES.matcher(text);
        if (!braces.find()) {
            return List.of(text);
        }
        List<String> all = new ArrayList<>();
        for (String word : braces.group(1).split(",", -1)) {
            String one = text.substring(0, braces.start()) + word.strip() + text.substring(braces.end());
            all.addAll(expanded(one));
        }
        return all;
    }

    private void add(Map<String, SearchRecipe> recipes, String text) {
        RecipeText recipe;
        try {
            recipe = RecipeText.parse(text);
        } catch (InvalidPlanException e) {
            problem(String.valueOf(e.getMessage()));
            return;
        }
        for (RecipeStep step : recipe.steps()) {
            checked.computeIfAbsent(step.text(), key -> {
                Optional<String> wrong = commands.problem(step);
                wrong.ifPresent(this::problem);
                return wrong;
            });
        }
        if (recipe.steps().stream().filter(SearchRecipe::isOpen).count() > 1) {
            problem("'%s' has several steps tune without a length; give all but one of them steps=N"
                    .formatted(recipe.text()));
        }
        recipes.putIfAbsent(recipe.text(), new SearchRecipe(recipe));
    }

    private void problem(String words) {
        if (!problems.contains(words)) {
            problems.add(words);
        }
    }
}

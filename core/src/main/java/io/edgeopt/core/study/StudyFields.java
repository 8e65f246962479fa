package io.edgeopt.core.study;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.json.JsonTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of a study and gathers all that is wrong with them. */
final class StudyFields {
    private final Path file;
    private final List<String> problems = new ArrayList<>();

    StudyFields(Path file) {
        this.file = file;
    }

    List<String> problems() {
        return problems;
    }

    void problem(String words) {
        problems.add(words);
    }

    double share(Optional<JsonTree> node, String name, double usual) {
        Optional<Double> given = node.flatMap(one -> field(one, name, JsonTree::number));
        if (given.filter(value -> !(value > 0 && value < 1)).isPresent()) {
            problems.add("prune.%s cannot be %s; give a share between 0 and 1".formatted(name, given.get()));
            return usual;
        }
        return given.orElse(usual);
    }

    int count(Optional<JsonTree> node, String name, int usual) {
        return count(node, name, usual, 1);
    }

    int count(Optional<JsonTree> node, String name, int usual, int least) {
        Optional<Long> given = node.flatMap(one -> field(one, name, JsonTree::integer));
        if (given.filter(count -> count < least || count > Integer.MAX_VALUE).isPresent()) {
            problems.add("%s cannot be %d; give %d or more".formatted(name, given.get(), least));
            return usual;
        }
        return given.map(Long::intValue).orElse(usual);
    }

    double positive(JsonTree node, String name, double usual) {
        Optional<Double> given = field(node, name, JsonTree::number);
        if (given.filter(value -> !(value > 0)).isPresent()) {
            problems.add("bench.%s cannot be %s; give more than 0".formatted(name, given.get()));
        }
        return given.orElse(usual);
    }

    void checkFields(JsonTree node, String place, List<String> meant) {
        for (String name : node.fieldNames()) {
            if (!meant.contains(name)) {
                problems.add("there is no field '%s%s'%s (known: %s)"
                        .formatted(place, name, Suggestion.sentence(name, meant), String.join(", ", meant)));
            }
        }
    }

    static String unknown(String field, String name, List<String> meant) {
        return "%s: there is no '%s'%s (known: %s)"
                .formatted(field, name, Suggestion.sentence(name, meant), String.join(", ", meant));
    }

    <T> Optional<T> field(JsonTree node, String name, Function<JsonTree, T> as) {
        return node.isObject() && node.has(name) ? said(node.field(name), as) : Optional.empty();
    }

    /** What it says, if it is of the right kind; else one problem more. */
    <T> Optional<T> said(JsonTree node, Function<JsonTree, T> as) {
        try {
            return Optional.of(as.apply(node));
        } catch (EdgeoptException e) {
            problems.add(String.valueOf(e.getMessage()).replace(file + ".", "").replace(file + ": ", ""));
            return Optional.empty();
        }
    }
}

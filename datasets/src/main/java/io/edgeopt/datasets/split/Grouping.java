package io.edgeopt.datasets.split;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.datasets.GroupFile;
import io.edgeopt.datasets.likeness.Clusters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/** What belongs together and is never parted: frames of one video, pictures of one person, one shoot. */
public final class Grouping {
    private static final String NONE = "none";

    private final String words;
    private final Rule rule;

    private interface Rule {
        /** The groups' names in the order of the ids. */
        List<String> groups(List<String> ids);
    }

    private Grouping(String words, Rule rule) {
        this.words = words;
        this.rule = rule;
    }

    /** Every sample stands for itself. */
    public static Grouping none() {
        return new Grouping(NONE, ids -> ids);
    }

    /** {@code text} is a CSV of ids and groups where a file of that name exists, else a regular expression. */
    public static Grouping by(String text) {
        return Files.isRegularFile(Path.of(text)) ? file(Path.of(text)) : regex(text);
    }

    /**
     * The first capture group (or the whole match) of an expression found in the id. A sample in whose id it is not
     * found stands for itself; that it is found in none is an error.
     */
    public static Grouping regex(String expression) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new InvalidPlanException(
                    "'%s' is neither a file nor a regular expression: %s".formatted(expression, e.getDescription()), e);
        }
        return new Grouping(expression, ids -> {
            List<String> groups = new ArrayList<>();
            boolean found = false;
            for (String id : ids) {
                Matcher matcher = pattern.matcher(id);
                boolean matches = matcher.find();
                found |= matches;
                String group = !matches ? null : matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
                // A mark keeps a sample of its own apart from a group that has its name.
                groups.add(group == null ? "\0" + id : group);
            }
            if (!found && !ids.isEmpty()) {
                throw new InvalidPlanException("the expression '%s' is found in no id; an id is such as '%s'"
                        .formatted(expression, ids.get(0)));
            }
            return groups;
        });
    }

    /** A CSV with the columns {@code id,group}, which must name every sample. */
    public static Grouping file(Path file) {
        return new Grouping(file.toString(), ids -> {
            Map<String, String> groupOf = GroupFile.read(file);
            List<String> groups = new ArrayList<>();
            for (String id : ids) {
                String group = groupOf.get(id);
                if (group == null) {
                    throw new InvalidDataException("%s gives no group for the sample '%s'".formatted(file, id));
                }
                groups.add(group);
            }
            return groups;
        });
    }

    /**
     * The same, and each of these clusters of ids belongs together as well, with all groups that it touches.
     *
     * @param name what the clusters are, for the account of a split
     */
    public Grouping and(List<List<String>> clusters, String name) {
        return new Grouping(
                words.equals(NONE) ? name : words + " and " + name, ids -> joined(ids, groups(ids), clusters));
    }

    private static List<String> joined(List<String> ids, List<String> groups, List<List<String>> clusters) {
        Map<String, Integer> placeOf = new HashMap<>();
        Map<String, Integer> firstOf = new HashMap<>();
        Clusters joined = new Clusters(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            placeOf.put(ids.get(i), i);
            joined.join(firstOf.computeIfAbsent(groups.get(i), unused -> placeOf.size() - 1), i);
        }
        for (List<String> cluster : clusters) {
            List<Integer> places =
                    cluster.stream().map(placeOf::get).filter(Objects::nonNull).toList();
            places.forEach(place -> joined.join(places.get(0), place));
        }
        // Named so that the order of files does not matter.
        Map<Integer, String> least = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            least.merge(joined.find(i), groups.get(i), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
        return IntStream.range(0, ids.size())
                .mapToObj(i -> Objects.requireNonNull(least.get(joined.find(i))))
                .toList();
    }

    List<String> groups(List<String> ids) {
        return rule.groups(ids);
    }

    /** How many groups these ids fall into. */
    public int count(List<String> ids) {
        return (int) groups(ids).stream().distinct().count();
    }

    @Override
    public String toString() {
        return words;
    }
}

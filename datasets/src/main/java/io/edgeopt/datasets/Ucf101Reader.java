package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lists of UCF-101: {@code classInd.txt}, {@code trainlist01.txt}, {@code testlist01.txt}, in the folder of the
 * videos or one below it. The first of the three splits is taken, unless the file of another is named.
 */
final class Ucf101Reader {
    private static final Pattern LIST = Pattern.compile("(?:train|test)list(\\d+)\\.txt");
    private static final Pattern LINE = Pattern.compile("(\\S.*?)(?:\\s+(\\d+))?");

    private Ucf101Reader() {}

    static Optional<Path> listsOf(Path root) {
        Listing listing = Listing.of(root);
        return Stream.concat(Stream.of(root), listing.folders().stream())
                .filter(folder ->
                        Files.exists(folder.resolve("classInd.txt")) || Files.exists(folder.resolve("trainlist01.txt")))
                .findFirst();
    }

    static boolean isList(Path file) {
        return LIST.matcher(Kind.nameOf(file)).matches() || Kind.nameOf(file).equals("classInd.txt");
    }

    static DataSource read(Path place) {
        boolean folder = Files.isDirectory(place);
        Path lists = folder
                ? listsOf(place)
                        .orElseThrow(() -> new InvalidDataException("%s: %s, expected classInd.txt and trainlist01.txt"
                                .formatted(place, Listing.of(place).contents())))
                : Objects.requireNonNull(place.toAbsolutePath().getParent());
        Path root = folder ? place : rootOf(lists);
        Matcher named = LIST.matcher(Kind.nameOf(place));
        String number = !folder && named.matches() ? named.group(1) : "01";
        Map<String, Integer> classes = classes(lists.resolve("classInd.txt"));
        ClipLists clips = new ClipLists(root);
        add(lists.resolve("trainlist" + number + ".txt"), "train", classes, clips);
        add(lists.resolve("testlist" + number + ".txt"), "test", classes, clips);
        List<String> labels = classes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        return clips.source(place, Format.UCF101, "split " + number, labels);
    }

    /** Lists in a folder of their own speak of videos beside that folder. */
    private static Path rootOf(Path lists) {
        Path above = lists.getParent();
        boolean own = Listing.of(lists).below(Kind.VIDEO).isEmpty()
                && Listing.of(lists).below(Kind.PICTURE).isEmpty();
        return own && above != null ? above : lists;
    }

    private static Map<String, Integer> classes(Path file) {
        TreeMap<Integer, String> numbered = new TreeMap<>();
        String[] lines = InputFile.text(file, "list of classes").split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String[] words = lines[i].strip().split("\\s+", 2);
            if (lines[i].isBlank()) {
                continue;
            }
            if (words.length != 2 || !words[0].matches("\\d{1,6}")) {
                throw new InvalidDataException("%s line %d: found '%s', expected a number and a class"
                        .formatted(file, i + 1, lines[i].strip()));
            }
            numbered.put(Integer.valueOf(words[0]), words[1]);
        }
        Map<String, Integer> classes = new HashMap<>();
        numbered.values().forEach(name -> classes.put(name, classes.size()));
        return classes;
    }

    private static void add(Path file, String split, Map<String, Integer> classes, ClipLists clips) {
        String[] lines = InputFile.text(file, "split list").split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher line = LINE.matcher(lines[i].strip());
            if (!line.matches()) {
                continue;
            }
            String where = "%s line %d".formatted(file, i + 1);
            Path clip = Path.of(line.group(1));
            String name = clip.getParent() == null ? "" : Kind.nameOf(clip.getParent());
            Integer label = classes.get(name);
            if (label == null) {
                throw new InvalidDataException(
                        "%s: class '%s' is not in classInd.txt; expected Class/video.avi".formatted(where, name));
            }
            clips.add(where, Kind.stemOf(clip), label, split);
        }
    }
}

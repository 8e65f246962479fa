package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lists of HMDB51: {@code CLASS_test_split1.txt} with a video and 1 (train), 2 (test) or 0 (left out) a line, in the
 * folder of the videos or one below it. The first of the three splits is taken, unless a file of another is named.
 */
final class Hmdb51Reader {
    private static final Pattern LIST = Pattern.compile("(.+)_test_split(\\d)\\.txt");

    private Hmdb51Reader() {}

    static boolean isList(Path file) {
        return LIST.matcher(Kind.nameOf(file)).matches();
    }

    static Optional<Path> listsOf(Path root) {
        return Stream.concat(Stream.of(root), Listing.of(root).folders().stream())
                .filter(folder -> Listing.of(folder).files(Kind.TEXT).stream().anyMatch(Hmdb51Reader::isList))
                .findFirst();
    }

    static DataSource read(Path place) {
        boolean folder = Files.isDirectory(place);
        Path lists = folder
                ? listsOf(place)
                        .orElseThrow(() -> new InvalidDataException("%s: %s, expected CLASS_test_split1.txt"
                                .formatted(place, Listing.of(place).contents())))
                : Objects.requireNonNull(place.toAbsolutePath().getParent());
        boolean own = !folder && Listing.of(lists).below(Kind.VIDEO).isEmpty() && lists.getParent() != null;
        Path root = folder ? place : own ? Objects.requireNonNull(lists.getParent()) : lists;
        Matcher named = LIST.matcher(Kind.nameOf(place));
        String number = !folder && named.matches() ? named.group(2) : "1";
        ClipLists clips = new ClipLists(root);
        List<String> labels = new ArrayList<>();
        int leftOut = 0;
        for (Path file : Listing.of(lists).files(Kind.TEXT)) {
            Matcher list = LIST.matcher(Kind.nameOf(file));
            if (list.matches() && list.group(2).equals(number)) {
                labels.add(list.group(1));
                leftOut += add(file, labels.size() - 1, clips);
            }
        }
        return clips.source(place, Format.HMDB51, "split %s, %d left out".formatted(number, leftOut), labels);
    }

    private static int add(Path file, int label, ClipLists clips) {
        int leftOut = 0;
        String[] lines = InputFile.text(file, "split list").split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            String line = lines[i].strip();
            String where = "%s line %d".formatted(file, i + 1);
            int gap = line.lastIndexOf(' ');
            String part = line.substring(gap + 1);
            if (gap < 0 || !part.matches("[012]")) {
                throw new InvalidDataException("%s: found '%s', expected a video and 0, 1 or 2".formatted(where, line));
            }
            if (part.equals("0")) {
                leftOut++;
            } else {
                String name = Kind.stemOf(Path.of(line.substring(0, gap).strip()));
                clips.add(where, name, label, part.equals("1") ? "train" : "test");
            }
        }
        return leftOut;
    }
}

package io.edgeopt.core.study.run;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.model.FileDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder of a study: what was done is kept under a name that says all on which it hangs, so that it is done again
 * only when something of that changed. What was measured is kept until the study is finished: measuring again is why
 * people run a study again.
 */
public final class StudyStore {
    private static final String WORK = "work";
    private static final String MEASURED = "measured";
    private static final int DIGITS = 24;

    private final Path folder;

    private StudyStore(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder; measurements of a study that came to its end are thrown away. */
    public static StudyStore open(Path folder) {
        AtomicFile.checkWritableFolder(folder);
        StudyStore store = new StudyStore(folder);
        if (Files.exists(store.finished())) {
            store.delete(folder.resolve(WORK).resolve(MEASURED));
            store.delete(store.finished());
        }
        return store;
    }

    private Path finished() {
        return folder.resolve(WORK).resolve("finished");
    }

    /** From now on nothing is resumed. */
    void finish() {
        AtomicFile.write(finished(), "");
    }

    public Path folder() {
        return folder;
    }

    /** A name that hangs on every part. */
    public static String key(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\0');
        }
        return FileDigest.sha256(text.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, DIGITS);
    }

    /** What was kept under that name; a file that cannot be read counts as none. */
    public <T> Optional<T> kept(String kind, String key, Class<T> type) {
        Path file = entry(kind, key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(file, "kept work", type));
        } catch (InvalidDataException e) {
            return Optional.empty();
        }
    }

    /** Keeps it under that name. */
    public <T> T keep(String kind, String key, T value) {
        AtomicFile.write(entry(kind, key), Json.write(value));
        return value;
    }

    /** What was kept, or is made now and kept. */
    public <T> T once(String kind, String key, Class<T> type, Supplier<T> work) {
        return kept(kind, key, type).orElseGet(() -> keep(kind, key, work.get()));
    }

    private Path entry(String kind, String key) {
        return folder.resolve(WORK).resolve(kind).resolve(key + ".json");
    }

    static String measured() {
        return MEASURED;
    }

    /** Whether the file is there and is the one that was written. */
    public static boolean isWhole(Path file, String digest) {
        return Files.isRegularFile(file) && FileDigest.sha256(file).equals(digest);
    }

    private void delete(Path place) {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

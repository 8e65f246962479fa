package io.edgeopt.core.tensor;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An {@code .npz} file: named arrays in a zip, stored or deflated. */
public final class NpzArchive {
    private static final String SUFFIX = ".npy";
    /** The first moment that a zip can tell; local, so that the bytes do not depend on the time zone. */
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path file;
    private final SortedMap<String, String> entries;

    private NpzArchive(Path file, SortedMap<String, String> entries) {
        this.file = file;
        this.entries = entries;
    }

    public static NpzArchive open(Path file) {
        InputFile.check(file, "archive of arrays");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            SortedMap<String, String> entries = new TreeMap<>();
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.endsWith(SUFFIX))
                    .forEach(entry -> entries.put(entry.substring(0, entry.length() - SUFFIX.length()), entry));
            return new NpzArchive(file, entries);
        } catch (IOException e) {
            throw new InvalidDataException(
                    "archive of arrays %s is not a zip that can be read: %s; save it with numpy.savez"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** The arrays' names, sorted. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** A whole array in memory. */
    public Tensor read(String name) {
        return from(name, in -> Npy.read(in, what(name)));
    }

    /**
     * An array to be read item by item. It is unpacked to a temporary file, which is mapped and goes with the process:
     * nothing of it stays on the heap, however large it is.
     */
    public Npy open(String name) {
        return from(name, in -> {
            Path spilled = Files.createTempFile("edgeopt-", SUFFIX);
            try {
                Files.copy(in, spilled, StandardCopyOption.REPLACE_EXISTING);
                return Npy.open(spilled, what(name));
            } finally {
                // The open channel keeps the content alive where the system allows it; elsewhere it goes at exit.
                if (!spilled.toFile().delete()) {
                    spilled.toFile().deleteOnExit();
                }
            }
        });
    }

    private String what(String name) {
        return "array '%s' of %s".formatted(name, file);
    }

    private interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    private <T> T from(String name, Reading<T> reading) {
        String entry = entries.get(name);
        if (entry == null) {
            throw new InvalidDataException("%s holds no array '%s', found %s".formatted(file, name, names()));
        }
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = new BufferedInputStream(zip.getInputStream(zip.getEntry(entry)), 1 << 16)) {
            return reading.from(in);
        } catch (IOException e) {
            throw new InvalidDataException("%s cannot be unpacked: %s".formatted(what(name), e.getMessage()), e);
        }
    }

    /** Writes deflated arrays, sorted by name; the same arrays always give the same bytes. */
    public static void write(Path file, Map<String, Tensor> arrays) {
        AtomicFile.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (String name : new TreeSet<>(arrays.keySet())) {
                    ZipEntry entry = new ZipEntry(name + SUFFIX);
                    entry.setTimeLocal(EARLIEST);
                    zip.putNextEntry(entry);
                    Npy.write(zip, Objects.requireNonNull(arrays.get(name)));
                    zip.closeEntry();
                }
            }
        });
    }
}

package io.edgeopt.datasets;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that appears whole or not at all: it is filled beside its place and moved there. */
public final class NewFolder {
    /** Fills the folder. */
    @FunctionalInterface
    public interface Filling {
        void into(Path folder) throws IOException;
    }

    private NewFolder() {}

    /** {@code out} must be new or empty. */
    public static void write(Path out, Filling filling) {
        checkFree(out);
        Path target = out.toAbsolutePath().normalize();
        Path made = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            FolderCopy.remove(made);
            Files.createDirectories(made);
            filling.into(made);
            Files.deleteIfExists(target);
            Files.move(made, target);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(out, e);
        } finally {
            discard(made);
        }
    }

    private static void discard(Path made) {
        try {
            FolderCopy.remove(made);
        } catch (IOException e) {
            // It lies under a hidden name that nothing reads; the failure that led here is the one to tell.
            return;
        }
    }

    /** Fails at once, before any work, where the folder could not be written. */
    public static void checkFree(Path out) {
        AtomicFile.checkWritableFolder(out);
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> inside = Files.list(out)) {
            if (inside.findAny().isPresent()) {
                throw new InvalidPlanException(
                        "cannot write %s: the folder is not empty; name a new one".formatted(out));
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(out, e);
        }
    }
}

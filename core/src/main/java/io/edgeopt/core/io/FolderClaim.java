package io.edgeopt.core.io;

import io.edgeopt.core.InvalidPlanException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** A folder into which one process alone writes for a while; the system ends the claim of a process that is killed. */
public final class FolderClaim {
    private static final String NAME = ".in-use";

    private FolderClaim() {}

    /**
     * Does the work while nobody else may claim the folder, which is made where there is none.
     *
     * @param purpose what goes on in it, for the message
     * @throws InvalidPlanException where another process, or another part of this one, has claimed it
     */
    public static <T> T during(Path folder, String purpose, Supplier<T> work) {
        AtomicFile.checkWritableFolder(folder);
        try {
            Files.createDirectories(folder);
            return claimed(folder, purpose, work);
        } catch (IOException e) {
            throw new InvalidPlanException("cannot claim folder %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static <T> T claimed(Path folder, String purpose, Supplier<T> work) throws IOException {
        Path file = folder.resolve(NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isLocked(channel)) {
                throw new InvalidPlanException(
                        "another process has a %s under way in %s; wait for it, stop it, or name another folder"
                                .formatted(purpose, folder));
            }
            try {
                return work.get();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}

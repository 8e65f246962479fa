package io.edgeopt.core.io;

import io.edgeopt.core.InvalidPlanException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: first beside its place under another name, then moved there in one step. */
public final class AtomicFile {
    /** Fills the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Folders on the way are made. What stood there before stays until the new file is complete. */
    public static void write(Path file, Content content) {
        write(file, content, true);
    }

    /** The same, readable by its owner alone where the system knows owners. */
    public static void writePrivate(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    private static void write(Path file, Content content, boolean open) {
        Path target = file.toAbsolutePath();
        checkWritable(file);
        Path temporary = null;
        try {
            Files.createDirectories(target.getParent());
            temporary = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                content.writeTo(out);
            }
            if (open) {
                OpenPermissions.apply(temporary);
            }
            move(temporary, target);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        } finally {
            remove(temporary);
        }
    }

    /**
     * Fails at once, before any work, where {@code file} can not be written: it is a folder or a device, or something on
     * the way to it is not a folder.
     */
    public static void checkWritable(Path file) {
        Path target = file.toAbsolutePath();
        if (target.getParent() == null || Files.isDirectory(target)) {
            throw new InvalidPlanException("cannot write %s: it is a folder; name a file".formatted(file));
        }
        // Moving a file there would replace the device, which root may do.
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new InvalidPlanException("cannot write %s: it is a device or pipe; name a file".formatted(file));
        }
        checkFolder(file, target.getParent());
    }

    /** Fails at once where files can not be put into {@code folder}: it, or something on the way to it, is a file. */
    public static void checkWritableFolder(Path folder) {
        checkFolder(folder, folder.toAbsolutePath());
    }

    private static void checkFolder(Path named, Path folder) {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing)) {
            throw new InvalidPlanException(
                    "cannot write %s: %s is a file, not a folder; choose another place".formatted(named, existing));
        }
        if (existing != null && !Files.isWritable(existing)) {
            throw new InvalidPlanException("cannot write %s: no permission to write in %s".formatted(named, existing));
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** An error that says why, where the system's own message would be a mere path. */
    public static InvalidPlanException cannotWrite(Path file, IOException e) {
        String why = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException) {
            why = "no permission";
        } else if (e instanceof NoSuchFileException) {
            why = "nothing can be made there; choose another place";
        } else if (e instanceof FileSystemException system && system.getReason() != null) {
            why = system.getReason();
        }
        return new InvalidPlanException("cannot write %s: %s".formatted(file, why), e);
    }

    private static void remove(@org.jspecify.annotations.Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // It was moved, or it lies under a name that nothing ever reads.
                return;
            }
        }
    }
}

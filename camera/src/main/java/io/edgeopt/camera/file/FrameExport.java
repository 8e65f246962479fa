package io.edgeopt.camera.file;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageScaler;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.run.Progress;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes frames as numbered pictures into a new folder, which appears only when all of them are there.
 *
 * @param choice which frames
 * @param size what they are resized to (Pillow's bilinear); empty leaves them
 * @param extension {@code jpg} or {@code png}
 */
public record FrameExport(FrameChoice choice, Optional<ImageSize> size, String extension) {
    /** A written frame: its file's name and its time in the video. */
    public record Written(String file, double seconds) {}

    /** Reads {@code source} to its end. */
    public List<Written> write(FrameSource source, Path folder, Progress progress) {
        checkFree(folder);
        Path target = folder.toAbsolutePath();
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        progress.begin("frames", source.info().frames().orElse(0));
        try {
            removeAll(unfinished);
            Files.createDirectories(unfinished);
            List<Written> written = writeAll(source, unfinished, progress);
            Files.deleteIfExists(target);
            Files.move(unfinished, target);
            return written;
        } catch (IOException e) {
            throw new InvalidPlanException("cannot write frames to %s: %s".formatted(folder, e.getMessage()), e);
        } finally {
            progress.end();
            removeAll(unfinished);
        }
    }

    /** Fails at once unless {@code folder} is new or empty and can be made. */
    public static void checkFree(Path folder) {
        AtomicFile.checkWritableFolder(folder);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> listed = Files.list(folder)) {
                if (listed.findAny().isPresent()) {
                    throw new InvalidPlanException(
                            "cannot write frames to %s: it is not empty; name a new folder".formatted(folder));
                }
            } catch (IOException e) {
                throw new InvalidPlanException("cannot write frames to %s: %s".formatted(folder, e.getMessage()), e);
            }
        }
    }

    private List<Written> writeAll(FrameSource source, Path folder, Progress progress) {
        ImageScaler scaler = ImageScaler.of(Resizer.BILINEAR_ANTIALIAS);
        FrameChoice.Picker picker = choice.picker();
        List<Written> written = new ArrayList<>();
        Optional<Frame> next = source.next();
        while (next.isPresent()) {
            Frame frame = next.get();
            if (picker.takes(frame)) {
                Image image = size.map(wanted -> scaler.scale(frame.image(), wanted.width(), wanted.height()))
                        .orElse(frame.image());
                String name = String.format(Locale.ROOT, "frame_%06d.%s", written.size() + 1, extension);
                ImageWriter.write(image, folder.resolve(name));
                written.add(new Written(name, seconds(frame.time())));
            }
            progress.advance(1);
            next = source.next();
        }
        return written;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static void removeAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path file : listed.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            throw new InvalidPlanException("%s holds folders that are not ours; remove it".formatted(folder), e);
        } catch (IOException e) {
            throw new InvalidPlanException("%s cannot be removed: %s".formatted(folder, e.getMessage()), e);
        }
    }
}

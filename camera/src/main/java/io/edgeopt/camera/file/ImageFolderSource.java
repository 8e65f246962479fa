package io.edgeopt.camera.file;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.io.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The pictures of a folder as frames, in the order of the numbers in their names ({@code 2.jpg} before {@code 10.jpg}).
 * Every frame has an image of its own; sizes may differ.
 */
public final class ImageFolderSource implements FrameSource {
    private final List<Path> files;
    private final double fps;
    private final Info info;
    private int index;

    private ImageFolderSource(List<Path> files, double fps, Info info) {
        this.files = files;
        this.fps = fps;
        this.info = info;
    }

    /** The pictures of {@code folder}, shown at {@code fps} frames a second. */
    public static ImageFolderSource open(Path folder, double fps) {
        if (!(fps > 0)) {
            throw new IllegalArgumentException("%s frames a second cannot be".formatted(fps));
        }
        InputFile.checkFolder(folder, "folder of frames");
        List<Path> files = pictures(folder);
        if (files.isEmpty()) {
            throw new InvalidDataException("folder of frames %s holds no JPEG, PNG or BMP".formatted(folder));
        }
        Info info = new Info(ImageReader.size(files.get(0)), OptionalDouble.of(fps), OptionalLong.of(files.size()));
        return new ImageFolderSource(files, fps, info);
    }

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(ImageReader::isPictureName)
                    .sorted((a, b) -> NaturalOrder.compare(
                            a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new InvalidDataException(
                    "folder of frames %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    @Override
    public Info info() {
        return info;
    }

    @Override
    public Optional<Frame> next() {
        if (index >= files.size()) {
            return Optional.empty();
        }
        Duration time = Duration.ofNanos(Math.round(index * 1e9 / fps));
        return Optional.of(new Frame(ImageReader.read(files.get(index)), time, index++));
    }

    @Override
    public void close() {
        index = files.size();
    }
}

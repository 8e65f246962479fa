package io.edgeopt.camera.sink;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A file into which pictures go, one after the other. */
interface MovingPicture extends AutoCloseable {
    /** The next picture, {@code seconds} after the beginning. */
    void add(Image image, double seconds);

    @Override
    void close();

    /** What the name of a file asks for. */
    enum Kind {
        JPEGS(".mjpeg", ""),
        SHORT_JPEGS(".mjpg", ""),
        MP4(".mp4", "mp4"),
        MKV(".mkv", "matroska"),
        AVI(".avi", "avi");

        private final String ending;
        private final String muxer;

        Kind(String ending, String muxer) {
            this.ending = ending;
            this.muxer = muxer;
        }

        static Kind of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(kind -> name.endsWith(kind.ending))
                    .findFirst()
                    .orElseThrow(() -> new InvalidPlanException(
                            "cannot write a moving picture to %s: its name must end in .mjpeg, .mp4, .mkv or .avi"
                                    .formatted(file)));
        }
    }

    /** As the name of the file asks; pictures come at most {@code fps} times a second. */
    static MovingPicture of(Path file, double fps) {
        Kind kind = Kind.of(file);
        makeRoom(file);
        return kind.muxer.isEmpty() ? MotionJpeg.to(file) : new VideoRecording(file, kind.muxer, fps);
    }

    /** A pipe is there already. */
    private static void makeRoom(Path file) {
        try {
            if (!Files.exists(file) || Files.isRegularFile(file)) {
                AtomicFile.checkWritable(file);
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}

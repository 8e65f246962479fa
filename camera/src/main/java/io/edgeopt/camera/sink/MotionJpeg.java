package io.edgeopt.camera.sink;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * JPEGs one after the other, which players show while the file grows. It also goes into a pipe. When it is large it
 * begins anew, and what was before is kept beside it once: a watch of many days must not fill a disk.
 */
final class MotionJpeg implements MovingPicture {
    private static final long USUAL_MOST = 500_000_000L;
    private static final float QUALITY = 0.8f;

    private final Path file;
    private final long most;
    private OutputStream out;
    private long written;

    private MotionJpeg(Path file, long most, OutputStream out) {
        this.file = file;
        this.most = most;
        this.out = out;
    }

    static MotionJpeg to(Path file) {
        return to(file, USUAL_MOST);
    }

    /** @param most bytes after which it begins anew */
    static MotionJpeg to(Path file, long most) {
        try {
            return new MotionJpeg(file, most, Files.newOutputStream(file));
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    @Override
    public void add(Image image, double seconds) {
        byte[] jpeg = ImageWriter.jpeg(image, QUALITY);
        try {
            if (written + jpeg.length > most && Files.isRegularFile(file)) {
                out.close();
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                out = Files.newOutputStream(file);
                written = 0;
            }
            // Whole and at once: whoever looks on sees no half pictures.
            out.write(jpeg);
            written += jpeg.length;
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}

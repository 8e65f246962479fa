package io.edgeopt.core.image;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.io.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures from JPEG, PNG and BMP files, turned upright and brought to RGB as Pillow's {@code convert("RGB")} does.
 *
 * <ul>
 *   <li>Grey becomes three equal channels, palettes are looked up, transparency is dropped (not blended).
 *   <li>Sixteen bits keep their upper eight.
 *   <li>Embedded colour profiles are ignored, as nearly every training pipeline does.
 *   <li>A file that ends too early is an error, not a picture with a grey half.
 * </ul>
 */
public final class ImageReader {
    private static final int MAX_PIXELS = 100_000_000;

    private ImageReader() {}

    public static Image read(Path file) {
        return decode(InputFile.bytes(file, "image"), file.toString());
    }

    /** The picture that the bytes of a file hold; {@code name} is what errors call it. */
    public static Image decode(byte[] bytes, String name) {
        PictureFormat format = formatOf(bytes, name);
        PictureHeader header = PictureHeader.of(format, bytes);
        javax.imageio.ImageReader reader = reader(format);
        try {
            open(reader, bytes);
            check(reader, name);
            Image stored = format == PictureFormat.JPEG
                    ? JpegPixels.read(reader, header.storedAs())
                    : RasterPixels.of(reader.read(0));
            return header.orientation().apply(stored);
            // ImageIO's readers meet damaged files with many kinds of RuntimeException.
        } catch (IOException | RuntimeException e) {
            throw damaged(format, name, e);
        } finally {
            reader.dispose();
        }
    }

    /** Width and height of the upright picture, without decoding it. */
    public static ImageSize size(Path file) {
        byte[] bytes = InputFile.bytes(file, "image");
        String name = file.toString();
        PictureFormat format = formatOf(bytes, name);
        javax.imageio.ImageReader reader = reader(format);
        try {
            open(reader, bytes);
            check(reader, name);
            boolean turned = PictureHeader.of(format, bytes).orientation().swapsSides();
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            return turned ? new ImageSize(height, width) : new ImageSize(width, height);
        } catch (IOException | RuntimeException e) {
            throw damaged(format, name, e);
        } finally {
            reader.dispose();
        }
    }

    /** Whether the name ends as those of the files that can be read do. */
    public static boolean isPictureName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png") || name.endsWith(".bmp");
    }

    private static PictureFormat formatOf(byte[] bytes, String name) {
        PictureFormat format = PictureFormat.of(bytes);
        if (format.isReadable()) {
            return format;
        }
        if (bytes.length == 0) {
            throw new InvalidDataException("image %s is empty".formatted(name));
        }
        if (format == PictureFormat.UNKNOWN) {
            throw new InvalidDataException(
                    "image %s is not a picture: it begins like no JPEG, PNG or BMP".formatted(name));
        }
        throw new InvalidDataException("image %s is a %s file, which is not read here; convert it to PNG or JPEG"
                .formatted(name, format.label()));
    }

    private static javax.imageio.ImageReader reader(PictureFormat format) {
        Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReadersByFormatName(format.label());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime has no reader of " + format.label());
        }
        return readers.next();
    }

    private static void open(javax.imageio.ImageReader reader, byte[] bytes) {
        // Memory, because ImageIO's default writes a temporary file for every picture.
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
    }

    private static void check(javax.imageio.ImageReader reader, String name) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
            throw new InvalidDataException("image %s claims %d x %d pixels; at most %d million are read"
                    .formatted(name, reader.getWidth(0), reader.getHeight(0), MAX_PIXELS / 1_000_000));
        }
    }

    private static InvalidDataException damaged(PictureFormat format, String name, Exception e) {
        if (e instanceof InvalidDataException explained) {
            return explained;
        }
        return new InvalidDataException(
                "image %s is damaged: it begins as %s, then %s".formatted(name, format, reason(e)), e);
    }

    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (root instanceof java.io.EOFException) {
            return "ends too early";
        }
        return message == null
                ? "is broken (" + root.getClass().getSimpleName() + ")"
                : "is broken (" + message.lines().findFirst().orElse("") + ")";
    }
}

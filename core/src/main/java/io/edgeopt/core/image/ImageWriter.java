package io.edgeopt.core.image;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures into PNG and JPEG files, whole or not at all. */
public final class ImageWriter {
    private static final float JPEG_QUALITY = 0.95f;

    private ImageWriter() {}

    /** Writes a PNG or a JPEG (quality 95), as the name of the file asks. */
    public static void write(Image image, Path file) {
        String format = formatOf(file);
        AtomicFile.write(file, out -> encode(image, format, JPEG_QUALITY, out));
    }

    /** The bytes of a JPEG of that quality, 0 to 1. */
    public static byte[] jpeg(Image image, float quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try {
            encode(image, "jpeg", quality, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** Fails unless the name of {@code file} asks for a format that can be written. */
    public static String formatOf(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            return "png";
        }
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            return "jpeg";
        }
        throw new InvalidPlanException(
                "cannot write picture %s: its name must end in .png, .jpg or .jpeg".formatted(file));
    }

    private static void encode(Image image, String format, float quality, OutputStream out) throws IOException {
        javax.imageio.ImageWriter writer =
                ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(view(image), null, null), settings(writer, format, quality));
        } finally {
            writer.dispose();
        }
    }

    private static @Nullable ImageWriteParam settings(javax.imageio.ImageWriter writer, String format, float quality) {
        if (!format.equals("jpeg")) {
            return null;
        }
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        return settings;
    }

    /** The picture as Java's own class, over the same bytes. */
    private static BufferedImage view(Image image) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(image.rgb(), image.rgb().length),
                image.width(),
                image.height(),
                3 * image.width(),
                3,
                new int[] {0, 1, 2},
                null);
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }
}

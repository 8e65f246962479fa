package io.edgeopt.reports.page;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageScaler;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A picture as part of a page: as it is where it is small, else scaled down to what a page shows. */
final class InlinePicture {
    /** Sharp enough for what a gallery shows. */
    private static final int SIDE = 208;

    private static final int SMALL = 6_000;
    private static final float QUALITY = 0.85f;

    private InlinePicture() {}

    /** The address of a picture that holds it; empty where there is no such picture. */
    static Optional<String> source(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InputFile.bytes(file, "picture");
            if (bytes.length <= SMALL) {
                boolean png = file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
                return Optional.of(address(png ? "png" : "jpeg", bytes));
            }
            return Optional.of(address(
                    "jpeg", ImageWriter.jpeg(scaled(ImageReader.decode(bytes, file.toString())), QUALITY)));
        } catch (EdgeoptException e) {
            // A picture that cannot be read is one that is not there; all else of the page is.
            return Optional.empty();
        }
    }

    private static Image scaled(Image image) {
        double scale = Math.min(1, (double) SIDE / Math.max(image.width(), image.height()));
        return ImageScaler.of(Preparation.Resizer.BILINEAR_ANTIALIAS)
                .scale(image, Math.max(1, (int) Math.round(image.width() * scale)), Math.max(1, (int)
                        Math.round(image.height() * scale)));
    }

    private static String address(String kind, byte[] bytes) {
        return "data:image/%s;base64,%s".formatted(kind, Base64.getEncoder().encodeToString(bytes));
    }
}

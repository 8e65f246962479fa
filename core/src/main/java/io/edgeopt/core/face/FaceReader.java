package io.edgeopt.core.face;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.feed.PictureReader;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads pictures of persons as their faces, cut out; where none is found, as the middle of the picture. */
public final class FaceReader implements PictureReader {
    /** How much of a portrait's shorter side a face usually takes. */
    private static final float USUAL = 0.6f;

    private final FaceFinder finder;
    private final AtomicInteger faceless = new AtomicInteger();

    public FaceReader(FaceFinder finder) {
        this.finder = finder;
    }

    @Override
    public Image read(Path file) {
        Image image = ImageReader.read(file);
        return FaceCrop.of(image, MainFace.of(image, finder.find(image)).orElseGet(() -> {
            faceless.incrementAndGet();
            return middle(image);
        }));
    }

    /** How many pictures had no face that was found. */
    public int faceless() {
        return faceless.get();
    }

    private static FoundFace middle(Image image) {
        float half = USUAL * Math.min(image.width(), image.height()) / 2;
        float x = image.width() / 2f;
        float y = image.height() / 2f;
        return FoundFace.of(new Box(x - half, y - half, x + half, y + half), 0);
    }
}

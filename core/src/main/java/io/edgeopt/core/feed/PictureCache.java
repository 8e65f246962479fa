package io.edgeopt.core.feed;

import io.edgeopt.core.image.Image;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps decoded pictures, because training sees each many times and decoding costs more than preparing. What no longer
 * fits is read from its file every time: which pictures are kept does not change, so a long run's memory does not either.
 */
public final class PictureCache implements PictureReader {
    /** A default heap is a quarter of the machine: on a small one, the pictures alone would fill it. */
    private static final double SHARE = 0.4;

    private final PictureReader source;
    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final Map<Path, Image> pictures = new ConcurrentHashMap<>();

    /**
     * @param source reads what is not kept
     * @param limit bytes of pixels to keep at most; never more than {@link #SHARE} of what Java may use
     */
    public PictureCache(PictureReader source, long limit) {
        this.source = source;
        this.limit = Math.min(limit, (long) (Runtime.getRuntime().maxMemory() * SHARE));
    }

    @Override
    public Image read(Path file) {
        return Optional.ofNullable(pictures.get(file)).orElseGet(() -> fetched(file));
    }

    private Image fetched(Path file) {
        Image image = source.read(file);
        long size = image.rgb().length;
        if (held.addAndGet(size) > limit || pictures.putIfAbsent(file, image) != null) {
            held.addAndGet(-size);
        }
        return image;
    }
}

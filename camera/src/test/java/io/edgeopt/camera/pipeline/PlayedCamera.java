package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** A camera that does what a test says for each frame. */
public final class PlayedCamera implements Camera {
    private static final ImageSize SIZE = new ImageSize(4, 4);

    private final LongFunction<Grab> play;
    private volatile boolean interrupted;
    private long next;

    public PlayedCamera(LongFunction<Grab> play) {
        this.play = play;
    }

    public static PlayedCamera endless() {
        return new PlayedCamera(index -> Grab.FRAME);
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    @Override
    public String name() {
        return "played";
    }

    @Override
    public FrameSource.Info info() {
        return new FrameSource.Info(SIZE, OptionalDouble.of(30), OptionalLong.empty());
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public Slot slot() {
        return new Plain();
    }

    @Override
    public Grab grab(Slot slot) {
        return play.apply(next++);
    }

    @Override
    public void interrupt() {
        interrupted = true;
    }

    @Override
    public void close() {
        interrupted = true;
    }

    /** A black frame. */
    private static final class Plain extends Slot {
        private final Image image = Image.blank(SIZE.width(), SIZE.height());

        @Override
        public ImageSize size() {
            return SIZE;
        }

        @Override
        public Image image() {
            return image;
        }
    }
}

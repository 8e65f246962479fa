package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A video file that begins anew when it ends. Frames stay as the decoder leaves them until someone wants pixels. */
public final class VideoCamera implements Camera {
    private static final double SECONDS = 10;

    private final Path file;
    private final Patience patience;
    private final Orientation orientation;
    private final FrameSource.Info info;
    private FfmpegInput input;
    private boolean any;

    private VideoCamera(Path file, Clock clock) {
        this.file = file;
        this.patience = Patience.of(clock, SECONDS);
        this.input = open(file, patience);
        this.orientation = input.orientation();
        ImageSize stored = new ImageSize(input.width(), input.height());
        this.info = new FrameSource.Info(
                orientation.swapsSides() ? stored.turned() : stored,
                input.fps() > 0 ? OptionalDouble.of(input.fps()) : OptionalDouble.empty(),
                input.frames() > 0 ? OptionalLong.of(input.frames()) : OptionalLong.empty());
    }

    public static VideoCamera open(Path file) {
        InputFile.check(file, "video");
        FfmpegLibrary.require();
        return new VideoCamera(file, Clock.system());
    }

    private static FfmpegInput open(Path file, Patience patience) {
        // The prefix keeps FFmpeg from taking a name with a colon for an address.
        return FfmpegInput.open("video " + file, "file:" + file.toAbsolutePath(), "", Map.of(), patience);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public FrameSource.Info info() {
        return info;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public Slot slot() {
        return new DecodedSlot(orientation);
    }

    @Override
    public Grab grab(Slot slot) {
        FfmpegInput.Read read = input.read();
        if ((read == FfmpegInput.Read.END || read == FfmpegInput.Read.LOST) && any) {
            any = false;
            input.close();
            input = open(file, patience);
            read = input.read();
        }
        return switch (read) {
            case FRAME -> {
                any = true;
                ((DecodedSlot) slot).take(input.frame());
                yield Grab.FRAME;
            }
            case DAMAGED -> Grab.DAMAGED;
            case END, LOST ->
                throw new InvalidDataException("video %s holds no frame that can be decoded".formatted(file));
        };
    }

    @Override
    public void close() {
        input.close();
        patience.close();
    }
}

package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Frames from GStreamer, in a process of its own: what fails there ends that process, not this one, and its errors are
 * words. When it breaks off or falls silent it is started again; when it says that it is at its end, so it is.
 */
public final class GstCamera extends ReturningCamera<GstProcess> {
    private final String name;
    private final List<String> command;
    private final StreamCamera.Limits limits;
    private final Clock clock;
    private final FrameSource.Info info;

    private GstCamera(String name, List<String> command, StreamCamera.Limits limits, Clock clock) {
        super("source " + name, clock, limits.gone());
        this.name = name;
        this.command = command;
        this.limits = limits;
        this.clock = clock;
        GstProcess first = begin();
        this.info = new FrameSource.Info(
                new ImageSize(first.frames().width(), first.frames().height()),
                first.frames().fps() > 0 ? OptionalDouble.of(first.frames().fps()) : OptionalDouble.empty(),
                OptionalLong.empty());
    }

    /** Fails where no frame comes now: a pipeline that cannot work should be said at once. */
    public static GstCamera open(GstPipeline pipeline, StreamCamera.Limits limits, Clock clock) {
        return open(pipeline.name(), pipeline.command(), limits, clock);
    }

    static GstCamera open(String name, List<String> command, StreamCamera.Limits limits, Clock clock) {
        FfmpegLibrary.require();
        return new GstCamera(name, command, limits, clock);
    }

    @Override
    GstProcess connect() {
        try {
            return GstProcess.start(command, limits, clock);
        } catch (IOException e) {
            throw new BackendException("source %s gives no frames: %s".formatted(name, e.getMessage()), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FrameSource.Info info() {
        return info;
    }

    @Override
    public Slot slot() {
        return new DecodedSlot(Orientation.UPRIGHT);
    }

    @Override
    Step read(GstProcess open, DecodedSlot slot) {
        if (open.next(slot)) {
            return Step.FRAME;
        }
        return open.isAtItsEnd() ? Step.END : Step.LOST;
    }

    @Override
    void disconnect(GstProcess open) {
        open.close();
    }

    @Override
    public void interrupt() {
        super.interrupt();
        GstProcess open = link();
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        GstProcess open = link();
        super.close();
        if (open != null) {
            open.await(1, TimeUnit.SECONDS);
        }
    }
}

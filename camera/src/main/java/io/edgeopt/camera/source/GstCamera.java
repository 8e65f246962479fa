package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Frames from GStreamer, in a process of its own: what fails there ends that process, not this one, and its errors are
 * words. When it breaks off or falls silent it is started again; when it says that it is at its end, so it is.
 */
public final class GstCamera implements Camera {
    private static final double FIRST_PAUSE = 0.2;
    private static final double LONGEST_PAUSE = 5;

    private final String name;
    private final List<String> command;
    private final StreamCamera.Limits limits;
    private final Clock clock;
    private final FrameSource.Info info;
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile @Nullable GstProcess running;
    private boolean ended;
    private volatile boolean interrupted;

    private GstCamera(String name, List<String> command, StreamCamera.Limits limits, Clock clock) {
        this.name = name;
        this.command = command;
        this.limits = limits;
        this.clock = clock;
        GstProcess first = start();
        this.running = first;
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

    private GstProcess start() {
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
    public boolean isLive() {
        return true;
    }

    @Override
    public int reconnects() {
        return reconnects.get();
    }

    @Override
    public Slot slot() {
        return new DecodedSlot(Orientation.UPRIGHT);
    }

    @Override
    public Grab grab(Slot slot) {
        while (!interrupted && !ended) {
            GstProcess open = running;
            if (open == null) {
                open = again("it broke off");
                running = open;
            }
            if (open.next((DecodedSlot) slot)) {
                return Grab.FRAME;
            }
            ended = open.isAtItsEnd();
            open.close();
            running = null;
        }
        return Grab.END;
    }

    private GstProcess again(String first) {
        long lost = clock.nanos();
        double pause = FIRST_PAUSE;
        String why = first;
        while (!interrupted && (clock.nanos() - lost) / 1e9 < limits.gone()) {
            try {
                clock.sleepUntil(clock.nanos() + Math.round(pause * 1e9));
                GstProcess started = start();
                reconnects.incrementAndGet();
                return started;
            } catch (EdgeoptException e) {
                why = String.valueOf(e.getMessage());
                pause = Math.min(LONGEST_PAUSE, 2 * pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
        throw new InvalidDataException(
                "source %s is gone and did not come back within %.0f s (%s)".formatted(name, limits.gone(), why));
    }

    @Override
    public void interrupt() {
        interrupted = true;
        GstProcess open = running;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        GstProcess open = running;
        if (open != null) {
            open.close();
            open.await(1, TimeUnit.SECONDS);
            running = null;
        }
    }
}

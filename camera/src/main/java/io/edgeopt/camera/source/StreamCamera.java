package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A camera on the network or on a device, through FFmpeg. Where it breaks off or falls silent it is opened again, sooner
 * at first and later less often, until it has been gone for too long.
 */
public final class StreamCamera implements Camera {
    /**
     * How to reach it.
     *
     * @param name as the user has it
     * @param url as FFmpeg has it
     * @param demuxer such as {@code v4l2}; empty lets FFmpeg find out
     * @param settings FFmpeg's own
     */
    public record Address(String name, String url, String demuxer, Map<String, String> settings) {
        public Address {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * When to lose it.
     *
     * @param silence seconds without a frame after which it is opened again
     * @param gone seconds without it after which it is given up
     */
    public record Limits(double silence, double gone) {
        public static final Limits USUAL = new Limits(5, 30);
    }

    private static final double FIRST_PAUSE = 0.2;
    private static final double LONGEST_PAUSE = 5;

    private final Address address;
    private final Limits limits;
    private final Clock clock;
    private final Patience patience;
    private final Orientation orientation;
    private final FrameSource.Info info;
    private @Nullable FfmpegInput input;
    private volatile boolean interrupted;
    private final AtomicInteger reconnects = new AtomicInteger();

    private StreamCamera(Address address, Limits limits, Clock clock) {
        this.address = address;
        this.limits = limits;
        this.clock = clock;
        this.patience = Patience.of(clock, limits.silence());
        FfmpegInput opened = connect();
        this.input = opened;
        this.orientation = opened.orientation();
        ImageSize stored = new ImageSize(opened.width(), opened.height());
        this.info = new FrameSource.Info(
                orientation.swapsSides() ? stored.turned() : stored,
                opened.fps() > 0 ? OptionalDouble.of(opened.fps()) : OptionalDouble.empty(),
                OptionalLong.empty());
    }

    /** Fails where it cannot be reached now: a wrong address should be said at once. */
    public static StreamCamera open(Address address, Limits limits, Clock clock) {
        FfmpegLibrary.require();
        return new StreamCamera(address, limits, clock);
    }

    private FfmpegInput connect() {
        return FfmpegInput.open(
                "camera " + address.name(), address.url(), address.demuxer(), address.settings(), patience);
    }

    @Override
    public String name() {
        return address.name();
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
        return new DecodedSlot(orientation);
    }

    @Override
    public Grab grab(Slot slot) {
        while (!interrupted) {
            FfmpegInput open = input;
            if (open == null) {
                open = reconnect("it broke off");
                input = open;
            }
            switch (open.read()) {
                case FRAME -> {
                    ((DecodedSlot) slot).take(open.frame());
                    return Grab.FRAME;
                }
                case DAMAGED -> {
                    return Grab.DAMAGED;
                }
                case END -> lose(open);
                case LOST -> lose(open);
            }
        }
        return Grab.END;
    }

    private void lose(FfmpegInput open) {
        open.close();
        input = null;
    }

    private FfmpegInput reconnect(String first) {
        long lost = clock.nanos();
        double pause = FIRST_PAUSE;
        String why = first;
        while (!interrupted && (clock.nanos() - lost) / 1e9 < limits.gone()) {
            try {
                clock.sleepUntil(clock.nanos() + Math.round(pause * 1e9));
                FfmpegInput again = connect();
                reconnects.incrementAndGet();
                return again;
            } catch (EdgeoptException e) {
                why = String.valueOf(e.getMessage());
                pause = Math.min(LONGEST_PAUSE, 2 * pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
        throw new InvalidDataException("camera %s is gone and did not come back within %.0f s (%s)"
                .formatted(address.name(), limits.gone(), why));
    }

    @Override
    public void interrupt() {
        interrupted = true;
        patience.end();
    }

    @Override
    public void close() {
        FfmpegInput open = input;
        if (open != null) {
            lose(open);
        }
        patience.close();
    }
}

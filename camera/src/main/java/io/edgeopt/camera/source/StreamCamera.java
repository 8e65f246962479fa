package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Orientation;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A camera on the network or on a device, through FFmpeg. */
public final class StreamCamera extends ReturningCamera<FfmpegInput> {
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

    private final Address address;
    private final Patience patience;
    private final Orientation orientation;
    private final FrameSource.Info info;

    private StreamCamera(Address address, Limits limits, Clock clock) {
        super("camera " + address.name(), clock, limits.gone());
        this.address = address;
        this.patience = Patience.of(clock, limits.silence());
        FfmpegInput opened = begin();
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

    @Override
    FfmpegInput connect() {
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
    public Slot slot() {
        return new DecodedSlot(orientation);
    }

    @Override
    Step read(FfmpegInput open, DecodedSlot slot) {
        return switch (open.read()) {
            case FRAME -> {
                slot.take(open.frame());
                yield Step.FRAME;
            }
            case DAMAGED -> Step.DAMAGED;
            // A camera has no end; what comes over a network may say so and be there again.
            case END, LOST -> Step.LOST;
        };
    }

    @Override
    void disconnect(FfmpegInput open) {
        open.close();
    }

    @Override
    public void interrupt() {
        super.interrupt();
        patience.end();
    }

    @Override
    public void close() {
        super.close();
        patience.close();
    }
}

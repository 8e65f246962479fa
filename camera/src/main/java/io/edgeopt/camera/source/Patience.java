package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * How long FFmpeg may wait for a device or the network; it asks again and again while it does.
 *
 * <p>All ask through one native function, which is told whose patience is meant: JavaCPP has room for ten such
 * functions, and gives none to whoever comes then, without a word.
 */
final class Patience implements AutoCloseable {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Map<Long, Patience> ALL = new ConcurrentHashMap<>();
    private static final Question QUESTION = new Question();

    private final Clock clock;
    private final long nanos;
    private final Ticket number = new Ticket(COUNT.incrementAndGet());
    private volatile boolean ended;
    private volatile long since;

    private Patience(Clock clock, long nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    static Patience of(Clock clock, double seconds) {
        Patience patience = new Patience(clock, Math.round(seconds * 1e9));
        ALL.put(patience.number.address(), patience);
        return patience;
    }

    /** A number that travels through native code as an address. */
    private static final class Ticket extends Pointer {
        Ticket(long number) {
            address = number;
        }
    }

    /** FFmpeg's way to ask; called from native code. */
    private static final class Question extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(@Nullable Pointer whose) {
            Patience patience = whose == null ? null : ALL.get(whose.address());
            // Whoever closed his camera waits for nothing more.
            return patience == null || patience.isOver() ? 1 : 0;
        }
    }

    void watch(AVFormatContext format) {
        format.interrupt_callback().callback(QUESTION);
        format.interrupt_callback().opaque(number);
    }

    void begin() {
        since = clock.nanos();
    }

    /** Never wait again. */
    void end() {
        ended = true;
    }

    boolean isOver() {
        return ended || clock.nanos() - since > nanos;
    }

    String words() {
        return ended ? "it was told to stop" : String.format(Locale.ROOT, "nothing came for %.1f s", nanos / 1e9);
    }

    @Override
    public void close() {
        ALL.remove(number.address());
    }
}

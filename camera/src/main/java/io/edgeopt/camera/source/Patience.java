package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/** How long FFmpeg may wait for a device or the network; it asks again and again while it does. */
final class Patience {
    private final Clock clock;
    private final long nanos;
    private final Question question = new Question();
    private volatile boolean ended;
    private volatile long since;

    private Patience(Clock clock, long nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    static Patience of(Clock clock, double seconds) {
        return new Patience(clock, Math.round(seconds * 1e9));
    }

    /** FFmpeg's way to ask; called from native code. */
    private final class Question extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer ignored) {
            return isOver() ? 1 : 0;
        }
    }

    void watch(AVFormatContext format) {
        format.interrupt_callback().callback(question);
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
}

package io.edgeopt.cli;

import io.edgeopt.core.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far work is: on a terminal a bar that redraws itself, elsewhere a plain line now and then. What is done
 * within two seconds shows nothing. Where several threads are at work, that which came first is shown until it is done.
 */
final class ProgressLines implements Progress {
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long REDRAW = Duration.ofMillis(100).toNanos();
    private static final long PLAIN = Duration.ofSeconds(5).toNanos();
    private static final int BAR = 24;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final Deque<Line> lines = new ArrayDeque<>();
    private Thread owner = Thread.currentThread();

    ProgressLines(PrintWriter err, boolean terminal, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public synchronized void begin(String work, long total) {
        if (lines.isEmpty()) {
            owner = Thread.currentThread();
        }
        if (owner.equals(Thread.currentThread())) {
            lines.push(new Line(work, total));
        }
    }

    @Override
    public synchronized void advance(long done) {
        if (isShown()) {
            lines.element().advance(done);
        }
    }

    @Override
    public synchronized void resume(long done) {
        if (isShown()) {
            lines.element().resume(done);
        }
    }

    @Override
    public synchronized void state(String words) {
        if (isShown()) {
            lines.element().words = ", " + words;
        }
    }

    @Override
    public synchronized void end() {
        if (isShown()) {
            lines.pop().end();
        }
    }

    /** A line of something else; the bar, where there is one, comes again below it. */
    synchronized void say(String words) {
        lines.forEach(Line::end);
        err.println(words);
        err.flush();
    }

    /** What began while another thread was shown has no line, then or later. */
    private boolean isShown() {
        return !lines.isEmpty() && owner.equals(Thread.currentThread());
    }

    private final class Line {
        private final String label;
        private final long total;
        private final long start = nanos.getAsLong();
        private long due = start + FIRST;
        private long before;
        private long done;
        private int shown;
        private String words = "";

        Line(String label, long total) {
            this.label = label;
            this.total = total;
        }

        void resume(long count) {
            before += count;
            done += count;
        }

        void advance(long count) {
            done += count;
            long now = nanos.getAsLong();
            if (now - due < 0) {
                return;
            }
            due = now + (terminal ? REDRAW : PLAIN);
            if (terminal) {
                redraw(text(now));
            } else {
                err.println(text(now));
                err.flush();
            }
        }

        void end() {
            if (shown > 0) {
                redraw("");
                err.print("\r");
                err.flush();
            }
        }

        private void redraw(String text) {
            err.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
            err.flush();
            shown = text.length();
        }

        private String text(long now) {
            double seconds = (now - start) / 1e9;
            if (total <= 0) {
                return String.format(Locale.ROOT, "%s: %d, %s%s", label, done, clock(seconds), words);
            }
            double share = Math.min(1, done / (double) total);
            String left = done == before ? "?" : clock(seconds * Math.max(0, total - done) / (done - before));
            String bar = "#".repeat((int) (share * BAR)) + ".".repeat(BAR - (int) (share * BAR));
            return String.format(
                    Locale.ROOT,
                    "%s: %s%d of %d (%.0f %%), %s left%s",
                    label,
                    terminal ? "[" + bar + "] " : "",
                    done,
                    total,
                    100 * share,
                    left,
                    words);
        }

        private static String clock(double seconds) {
            long whole = Math.round(seconds);
            return whole < 3600
                    ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                    : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
        }
    }
}

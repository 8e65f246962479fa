package io.edgeopt.camera.source;

import io.edgeopt.camera.Clock;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidDataException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A camera that is reached anew when it breaks off or falls silent, sooner at first and later less often, until it has
 * been gone for too long.
 *
 * @param <L> what reaches it
 */
abstract sealed class ReturningCamera<L> implements Camera permits StreamCamera, GstCamera {
    private static final double FIRST_PAUSE = 0.2;
    private static final double LONGEST_PAUSE = 5;

    /** What became of reading one frame. */
    enum Step {
        FRAME,
        DAMAGED,
        /** It broke off or fell silent. */
        LOST,
        /** No more will come. */
        END
    }

    private final String subject;
    private final Clock clock;
    private final double gone;
    private final AtomicInteger reconnects = new AtomicInteger();
    private volatile @Nullable L link;
    private volatile boolean interrupted;
    private boolean ended;

    /**
     * Not reached yet.
     *
     * @param subject what it is called in an error
     * @param gone seconds without it after which it is given up
     */
    ReturningCamera(String subject, Clock clock, double gone) {
        this.subject = subject;
        this.clock = clock;
        this.gone = gone;
    }

    /** Reaches it, or fails with words. */
    abstract L connect();

    /** Waits for the next frame and brings it into {@code slot}. */
    abstract Step read(L link, DecodedSlot slot);

    abstract void disconnect(L link);

    /** Fails where it cannot be reached now: what cannot work should be said at once. */
    final L begin() {
        L first = connect();
        link = first;
        return first;
    }

    /** What reaches it now. */
    final @Nullable L link() {
        return link;
    }

    @Override
    public final boolean isLive() {
        return true;
    }

    @Override
    public final int reconnects() {
        return reconnects.get();
    }

    @Override
    public final Grab grab(Slot slot) {
        while (!interrupted && !ended) {
            L open = link;
            if (open == null) {
                open = again();
                link = open;
            }
            switch (read(open, (DecodedSlot) slot)) {
                case FRAME -> {
                    return Grab.FRAME;
                }
                case DAMAGED -> {
                    return Grab.DAMAGED;
                }
                case LOST -> lose(open);
                case END -> {
                    ended = true;
                    lose(open);
                }
            }
        }
        return Grab.END;
    }

    private void lose(L open) {
        disconnect(open);
        link = null;
    }

    private L again() {
        long lost = clock.nanos();
        double pause = FIRST_PAUSE;
        String why = "it broke off";
        while (!interrupted && (clock.nanos() - lost) / 1e9 < gone) {
            try {
                clock.sleepUntil(clock.nanos() + Math.round(pause * 1e9));
                L reached = connect();
                reconnects.incrementAndGet();
                return reached;
            } catch (EdgeoptException e) {
                why = String.valueOf(e.getMessage());
                pause = Math.min(LONGEST_PAUSE, 2 * pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
        throw new InvalidDataException(
                "%s is gone and did not come back within %.0f s (%s)".formatted(subject, gone, why));
    }

    @Override
    public void interrupt() {
        interrupted = true;
    }

    @Override
    public void close() {
        L open = link;
        if (open != null) {
            lose(open);
        }
    }
}

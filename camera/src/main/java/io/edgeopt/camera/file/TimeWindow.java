package io.edgeopt.camera.file;

import io.edgeopt.core.InvalidPlanException;
import java.time.Duration;
import java.util.Optional;

/**
 * A stretch of a recording.
 *
 * @param from the first moment that belongs to it
 * @param to the first moment after it; empty for "to the end"
 */
public record TimeWindow(Duration from, Optional<Duration> to) {
    public static final TimeWindow ALL = new TimeWindow(Duration.ZERO, Optional.empty());

    public TimeWindow {
        if (from.isNegative() || (to.isPresent() && to.get().compareTo(from) <= 0)) {
            throw new InvalidPlanException("a stretch of a video from %s s to %s s holds nothing; give 0 <= from < to"
                    .formatted(seconds(from), to.map(TimeWindow::seconds).orElse("the end")));
        }
    }

    boolean isOverAt(Duration time) {
        return to.isPresent() && time.compareTo(to.get()) >= 0;
    }

    private static String seconds(Duration time) {
        return Double.toString(time.toMillis() / 1000.0);
    }
}

package io.edgeopt.camera.file;

import io.edgeopt.core.image.Frame;

/** Which frames of a video are wanted. */
public sealed interface FrameChoice {
    /** The first of every {@code count} frames. */
    record Every(int count) implements FrameChoice {
        public Every {
            if (count < 1) {
                throw new IllegalArgumentException("one of every %d frames cannot be".formatted(count));
            }
        }

        @Override
        public Picker picker() {
            return frame -> frame.index() % count == 0;
        }
    }

    /** The frame that is seen at every tick of a clock with that rate; no frame twice. */
    record AtRate(double fps) implements FrameChoice {
        public AtRate {
            if (!(fps > 0)) {
                throw new IllegalArgumentException("%s frames a second cannot be".formatted(fps));
            }
        }

        @Override
        public Picker picker() {
            return new Clock(fps);
        }
    }

    /** Decides frame by frame, in their order. */
    Picker picker();

    /** One pass over one video. */
    @FunctionalInterface
    interface Picker {
        boolean takes(Frame frame);
    }

    /** Counts ticks from the first frame on. */
    final class Clock implements Picker {
        // Times in files are rounded to their clock: a frame a little before the tick is meant for it.
        private static final double EARLY = 1e-3;

        private final double fps;
        private double start;
        private long due;

        private Clock(double fps) {
            this.fps = fps;
        }

        @Override
        public boolean takes(Frame frame) {
            double seconds = frame.time().toNanos() / 1e9;
            if (frame.index() == 0) {
                start = seconds;
            }
            double ticks = (seconds - start + EARLY) * fps;
            if (ticks < due) {
                return false;
            }
            due = (long) Math.floor(ticks) + 1;
            return true;
        }
    }
}

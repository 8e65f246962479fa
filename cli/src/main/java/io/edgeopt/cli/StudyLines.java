package io.edgeopt.cli;

import io.edgeopt.core.run.Progress;
import io.edgeopt.core.study.run.StudyListener;
import java.util.OptionalLong;

/** A study as it goes, a line a step. */
final class StudyLines implements StudyListener {
    private static final long MINUTE = 60;

    private final Console console;

    StudyLines(Console console) {
        this.console = console;
    }

    @Override
    public void step(int number, int of, String words, OptionalLong secondsLeft) {
        String left = secondsLeft.isEmpty()
                ? ""
                : secondsLeft.getAsLong() < MINUTE
                        ? ", %d s left".formatted(secondsLeft.getAsLong())
                        : ", %d min left".formatted(Math.round(secondsLeft.getAsLong() / (double) MINUTE));
        console.note("[%d/%d%s] %s", number, of, left, words);
    }

    @Override
    public void failed(String what, String why) {
        console.warn("%s: %s", what, why);
    }

    @Override
    public Progress progress(String what) {
        return new Named(what, console.progress());
    }

    /** Says what the work is on. */
    private record Named(String what, Progress shown) implements Progress {
        @Override
        public void begin(String work, long total) {
            shown.begin(what + ": " + work, total);
        }

        @Override
        public void advance(long done) {
            shown.advance(done);
        }

        @Override
        public void resume(long done) {
            shown.resume(done);
        }

        @Override
        public void state(String words) {
            shown.state(words);
        }

        @Override
        public void end() {
            shown.end();
        }
    }
}

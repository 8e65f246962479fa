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
    public Progress progress() {
        return console.progress();
    }
}

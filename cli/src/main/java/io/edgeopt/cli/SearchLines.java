package io.edgeopt.cli;

import io.edgeopt.core.search.Candidate;
import io.edgeopt.optimizers.search.SearchListener;
import java.util.OptionalLong;

/** A search as it goes, a line an evaluation. */
record SearchLines(Console console) implements SearchListener {
    private static final long MINUTE = 60;

    @Override
    public void begins(int number, int of, Candidate candidate, int steps, OptionalLong secondsLeft) {
        String left = secondsLeft.isEmpty()
                ? ""
                : secondsLeft.getAsLong() < MINUTE
                        ? ", %d s left".formatted(secondsLeft.getAsLong())
                        : ", %d min left".formatted(Math.round(secondsLeft.getAsLong() / (double) MINUTE));
        String trained = steps == 0 ? "" : ", %d steps".formatted(steps);
        console.note("[%d/%d%s] %s%s", number, of, left, candidate.recipe(), trained);
    }

    @Override
    public void failed(Candidate candidate, String why) {
        console.warn("%s: %s", candidate.recipe(), why);
    }
}

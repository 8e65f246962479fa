package io.edgeopt.optimizers.search;

import io.edgeopt.core.search.Candidate;
import java.util.OptionalLong;

/** Told of a search as it goes. */
public interface SearchListener {
    /** Listens to nothing. */
    SearchListener NONE = new SearchListener() {
        @Override
        public void begins(int number, int of, Candidate candidate, int steps, OptionalLong secondsLeft) {}

        @Override
        public void failed(Candidate candidate, String why) {}
    };

    /**
     * A candidate is about to be evaluated.
     *
     * @param number of the evaluation, from 1
     * @param of how many there will be at most
     * @param steps of training in all
     * @param secondsLeft for all that is to be done, where that can be told already
     */
    void begins(int number, int of, Candidate candidate, int steps, OptionalLong secondsLeft);

    /** There is no such model, which does not end the search. */
    void failed(Candidate candidate, String why);
}

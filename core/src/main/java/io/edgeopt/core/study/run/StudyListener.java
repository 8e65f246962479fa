package io.edgeopt.core.study.run;

import io.edgeopt.core.run.Progress;
import java.util.OptionalLong;

/** Told of a study as it goes, one call at a time, by whatever thread is at work. */
public interface StudyListener {
    /**
     * A step begins.
     *
     * @param number of the step, from 1
     * @param of how many there are
     * @param secondsLeft for all that is to be done, where that can be told already
     */
    void step(int number, int of, String words, OptionalLong secondsLeft);

    /** Something went wrong that does not end the study. */
    void failed(String what, String why);

    /** Of single steps on what is so called; several threads may each have theirs. */
    Progress progress(String what);
}

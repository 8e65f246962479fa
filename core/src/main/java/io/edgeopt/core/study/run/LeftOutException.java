package io.edgeopt.core.study.run;

import io.edgeopt.core.EdgeoptException;

/** A variant that could be made but would be worth nothing; the message says why. It is left out, which is no failure. */
public final class LeftOutException extends EdgeoptException {
    public LeftOutException(String why) {
        super(why);
    }
}

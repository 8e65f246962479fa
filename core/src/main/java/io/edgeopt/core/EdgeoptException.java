package io.edgeopt.core;

/**
 * A failure whose message is written for the person who can mend it: what could not be done, where, what was found,
 * and what would help. The subclasses say who that person is.
 */
public abstract class EdgeoptException extends RuntimeException {
    protected EdgeoptException(String message) {
        super(message);
    }

    protected EdgeoptException(String message, Throwable cause) {
        super(message, cause);
    }
}

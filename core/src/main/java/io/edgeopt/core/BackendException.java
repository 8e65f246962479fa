package io.edgeopt.core;

/** The library that executes models is missing here, or refused. */
public final class BackendException extends EdgeoptException {
    public BackendException(String message) {
        super(message);
    }

    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}

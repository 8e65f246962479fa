package io.edgeopt.core;

/** A sound model that asks for something edgeopt, or this machine, does not do. */
public final class UnsupportedModelException extends EdgeoptException {
    public UnsupportedModelException(String message) {
        super(message);
    }

    public UnsupportedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}

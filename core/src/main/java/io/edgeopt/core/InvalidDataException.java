package io.edgeopt.core;

/** Images, labels, arrays or cards that cannot be used as they are. */
public final class InvalidDataException extends EdgeoptException {
    public InvalidDataException(String message) {
        super(message);
    }

    public InvalidDataException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.edgeopt.core;

/** Options or a plan that contradict themselves or name what does not exist. */
public final class InvalidPlanException extends EdgeoptException {
    public InvalidPlanException(String message) {
        super(message);
    }

    public InvalidPlanException(String message, Throwable cause) {
        super(message, cause);
    }
}

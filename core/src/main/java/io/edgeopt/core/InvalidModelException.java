package io.edgeopt.core;

/** A model file that is not what ONNX says a model is: the file is at fault. */
public final class InvalidModelException extends EdgeoptException {
    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}

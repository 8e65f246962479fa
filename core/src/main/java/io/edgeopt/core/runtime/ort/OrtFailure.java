package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import java.util.Locale;

/** ONNX Runtime's errors in our words, by who can mend them. */
final class OrtFailure {
    private OrtFailure() {}

    static EdgeoptException whileLoading(String model, OrtException e) {
        String message = "ONNX Runtime does not load %s: %s".formatted(model, oneLine(e));
        return switch (e.getCode()) {
            case ORT_NOT_IMPLEMENTED -> new UnsupportedModelException(message, e);
            case ORT_INVALID_PROTOBUF,
                    ORT_INVALID_GRAPH,
                    ORT_NO_MODEL,
                    ORT_NO_SUCHFILE,
                    ORT_FAIL,
                    ORT_INVALID_ARGUMENT -> new InvalidModelException(message, e);
            default -> new BackendException(message, e);
        };
    }

    static EdgeoptException whileRunning(String model, OrtException e) {
        String message = "ONNX Runtime fails in %s: %s".formatted(model, oneLine(e));
        return switch (e.getCode()) {
            case ORT_INVALID_ARGUMENT -> new InvalidDataException(message, e);
            case ORT_NOT_IMPLEMENTED -> new UnsupportedModelException(message, e);
            default -> new BackendException(message, e);
        };
    }

    static String kind(OnnxValue value) {
        String kind = value.getType().name().replace("ONNX_TYPE_", "");
        return kind.toLowerCase(Locale.ROOT);
    }

    private static String oneLine(OrtException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

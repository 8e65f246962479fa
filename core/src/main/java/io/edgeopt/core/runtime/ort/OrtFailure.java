package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ONNX Runtime's errors in our words, by who can mend them. */
final class OrtFailure {
    private static final Pattern PREFIX = Pattern.compile("^Error code - \\w+ - message: ");
    private static final Pattern LOADING = Pattern.compile("^Load model from .*? failed:");
    /** Where in its source it failed, with the signature of the function. */
    private static final Pattern PLACE = Pattern.compile("\\S+\\.(?:cc|h|hpp|cpp):\\d+ .*?\\) (?=\\S)");

    private static final Pattern UNKNOWN_OPERATOR = Pattern.compile(
            "In Node, \\(\"([^\"]*)\", (\\w+), \"([^\"]*)\".*No Op registered for \\w+ with domain_version of (\\d+)");
    private static final Pattern UNKNOWN_DOMAIN =
            Pattern.compile("In Node, \\(\"([^\"]*)\", (\\w+),.*No opset import for domain '([^']*)'");
    private static final Pattern NO_KERNEL =
            Pattern.compile("Could not find an implementation for (\\w+)\\((\\d+)\\) node with name '([^']*)'");
    private static final Pattern NODE_IS_WRONG = Pattern.compile("In Node, \\(\"([^\"]*)\", (\\w+),.* , Error (.*)");
    private static final Pattern NODE_FAILED =
            Pattern.compile("running (\\w+) node\\. Name:'([^']*)' Status Message: (.*)");
    private static final Pattern TOO_NEW =
            Pattern.compile("Unsupported model IR version|is under development and support for this is limited");

    private OrtFailure() {}

    static EdgeoptException whileLoading(String model, OrtException e) {
        String text = text(e);
        Matcher operator = UNKNOWN_OPERATOR.matcher(text);
        if (operator.find()) {
            return new UnsupportedModelException(
                    "node '%s' of %s has operator %s%s, which ONNX Runtime does not know in version %s of its operator set; rewrite or convert the model without it"
                            .formatted(
                                    operator.group(1),
                                    model,
                                    operator.group(3).isEmpty() ? "" : operator.group(3) + ".",
                                    operator.group(2),
                                    operator.group(4)),
                    e);
        }
        Matcher domain = UNKNOWN_DOMAIN.matcher(text);
        if (domain.find()) {
            return new InvalidModelException(
                    "node '%s' of %s has operator %s of '%s', an operator set that the model does not import"
                            .formatted(domain.group(1), model, domain.group(2), domain.group(3)),
                    e);
        }
        Matcher kernel = NO_KERNEL.matcher(text);
        if (kernel.find()) {
            return new UnsupportedModelException(
                    "node '%s' of %s has operator %s (operator set %s), which ONNX Runtime does not compute for these element types; cast its inputs, or choose another provider"
                            .formatted(kernel.group(3), model, kernel.group(1), kernel.group(2)),
                    e);
        }
        Matcher node = NODE_IS_WRONG.matcher(text);
        if (node.find()) {
            return new InvalidModelException(
                    "node '%s' (%s) of %s is wrong: %s".formatted(node.group(1), node.group(2), model, node.group(3)),
                    e);
        }
        if (TOO_NEW.matcher(text).find()) {
            return new UnsupportedModelException(
                    "%s is newer than ONNX Runtime here: %s; export it for an older operator set"
                            .formatted(model, text),
                    e);
        }
        String message = "ONNX Runtime does not load %s: %s".formatted(model, text);
        return switch (e.getCode()) {
            case ORT_INVALID_PROTOBUF ->
                new InvalidModelException("%s is not an ONNX file, or is cut short".formatted(model), e);
            case ORT_NOT_IMPLEMENTED -> new UnsupportedModelException(message, e);
            case ORT_INVALID_GRAPH, ORT_NO_MODEL, ORT_NO_SUCHFILE, ORT_FAIL, ORT_INVALID_ARGUMENT ->
                new InvalidModelException(message, e);
            default -> new BackendException(message, e);
        };
    }

    static EdgeoptException whileRunning(String model, OrtException e) {
        String text = text(e);
        Matcher node = NODE_FAILED.matcher(text);
        if (node.find()) {
            return new InvalidDataException(
                    "node '%s' (%s) of %s fails on these inputs: %s"
                            .formatted(node.group(2), node.group(1), model, text(node.group(3))),
                    e);
        }
        String message = "ONNX Runtime fails in %s: %s".formatted(model, text);
        return switch (e.getCode()) {
            case ORT_INVALID_ARGUMENT -> new InvalidDataException(message, e);
            case ORT_NOT_IMPLEMENTED -> new UnsupportedModelException(message, e);
            default -> new BackendException(message, e);
        };
    }

    /** What a value that is no tensor is called. */
    static String kind(OnnxValue value) {
        return value.getType().name().replace("ONNX_TYPE_", "").toLowerCase(Locale.ROOT);
    }

    /** The runtime's message on one line, without what only its makers can use. */
    static String text(OrtException e) {
        return text(String.valueOf(e.getMessage()));
    }

    private static String text(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        for (Pattern noise : new Pattern[] {PREFIX, LOADING, PLACE}) {
            line = noise.matcher(line).replaceFirst("");
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}

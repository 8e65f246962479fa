package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;

/** Attributes written for people. */
final class AttributeText {
    private AttributeText() {}

    static String of(AttributeProto attribute) {
        return switch (attribute.getType()) {
            case FLOAT -> Float.toString(attribute.getF());
            case INT -> Long.toString(attribute.getI());
            case STRING -> attribute.getS().toStringUtf8();
            case INTS -> attribute.getIntsList().toString();
            case FLOATS -> attribute.getFloatsList().toString();
            case TENSOR -> TensorProtos.type(attribute.getT()) + " " + TensorProtos.shape(attribute.getT());
            default -> attribute.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}

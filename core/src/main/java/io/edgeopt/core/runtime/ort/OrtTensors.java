package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our tensors as ONNX Runtime's and back. */
final class OrtTensors {
    private static final String TYPE_PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private OrtTensors() {}

    /** A native tensor over the elements of {@code tensor}, which are copied only where native code cannot reach them. */
    static OnnxTensor over(OrtEnvironment environment, String name, Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().toArray();
        if (tensor.type() == ElementType.STRING) {
            return OnnxTensor.createTensor(environment, tensor.strings().toArray(String[]::new), shape);
        }
        ByteBuffer given = tensor.bytes();
        ByteBuffer bytes = given.isDirect() ? given : tensor.copy().bytes();
        return switch (tensor.type()) {
            case FLOAT -> OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, bytes.asDoubleBuffer(), shape);
            case INT16 -> OnnxTensor.createTensor(environment, bytes.asShortBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, bytes.asIntBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, bytes.asLongBuffer(), shape);
            case INT8 -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.INT8);
            case UINT8 -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.BOOL);
            case FLOAT16 -> OnnxTensor.createTensor(environment, bytes.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> OnnxTensor.createTensor(environment, bytes.asShortBuffer(), shape, OnnxJavaType.BFLOAT16);
            default ->
                throw new UnsupportedModelException(
                        "tensor '%s' holds %s, which ONNX Runtime does not take from Java; let the model take another type and cast it"
                                .formatted(name, tensor.type()));
        };
    }

    /** A copy of a native tensor's elements, which outlives it. */
    static Tensor copyOf(OnnxTensor value) throws OrtException {
        TensorInfo info = value.getInfo();
        ElementType type = type(info);
        Shape shape = Shape.of(info.getShape());
        if (type == ElementType.STRING) {
            return Tensor.of(strings(value, shape), shape.toArray());
        }
        return shape.size() == 0 ? Tensor.allocate(type, shape) : Tensor.over(type, shape, value.getByteBuffer());
    }

    private static List<String> strings(OnnxTensor value, Shape shape) throws OrtException {
        if (shape.size() == 0) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        flatten(value.getValue(), strings);
        return strings;
    }

    /** A scalar is a string, and a tensor of strings is arrays within arrays. */
    private static void flatten(Object value, List<String> strings) {
        if (value instanceof Object[] nested) {
            for (Object element : nested) {
                flatten(element, strings);
            }
        } else {
            strings.add(String.valueOf(value));
        }
    }

    /** What the runtime knows of an input or output; of one that is no tensor, the name alone. */
    static ValueInfo describe(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            return ValueInfo.named(node.getName());
        }
        long[] extents = info.getShape();
        String[] names = info.getDimensionNames();
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < extents.length; i++) {
            dims.add(extents[i] >= 0 ? new Dim.Fixed(extents[i]) : new Dim.Free(i < names.length ? names[i] : ""));
        }
        return ValueInfo.of(node.getName(), type(info), dims);
    }

    static ElementType type(TensorInfo info) {
        String type = info.onnxType.name().substring(TYPE_PREFIX.length());
        return Arrays.stream(ElementType.values())
                .filter(candidate -> candidate.name().equals(type))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException(
                        "ONNX Runtime speaks of tensors of type %s, which edgeopt does not know".formatted(type)));
    }
}

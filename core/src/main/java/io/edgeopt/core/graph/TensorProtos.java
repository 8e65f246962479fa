package io.edgeopt.core.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Tensors as ONNX files hold them, to and from {@link Tensor}. */
final class TensorProtos {
    private TensorProtos() {}

    /** A read-only tensor; its bytes are the file's own where the file keeps them raw. */
    static Tensor decode(TensorProto proto) {
        ElementType type = type(proto);
        Shape shape = shape(proto);
        long expected = shape.size();
        if (type == ElementType.STRING) {
            List<String> strings = proto.getStringDataList().stream()
                    .map(ByteString::toStringUtf8)
                    .toList();
            requireCount(proto, strings.size(), expected);
            return Tensor.of(strings, shape.toArray());
        }
        if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new IllegalStateException("external data of '%s' is not loaded".formatted(proto.getName()));
        }
        checkSize(proto, type, expected);
        ByteBuffer bytes = proto.hasRawData() ? proto.getRawData().asReadOnlyByteBuffer() : typedData(proto, type);
        return Tensor.over(type, shape, bytes).readOnly();
    }

    /** Fails where type, shape and bytes contradict one another; values are not decoded. */
    static void check(TensorProto proto) {
        ElementType type = type(proto);
        long expected = shape(proto).size();
        if (type == ElementType.STRING) {
            requireCount(proto, proto.getStringDataCount(), expected);
        } else {
            checkSize(proto, type, expected);
        }
    }

    private static void checkSize(TensorProto proto, ElementType type, long elements) {
        long found = proto.hasRawData() ? proto.getRawData().size() : typedSize(proto, type);
        if (found != type.bytesFor(elements)) {
            throw wrongSize(proto, found, type.bytesFor(elements));
        }
    }

    static ElementType type(TensorProto proto) {
        try {
            return ElementType.ofOnnxCode(proto.getDataType());
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException("tensor '%s' has element type %d, which ONNX does not define"
                    .formatted(proto.getName(), proto.getDataType()));
        }
    }

    static Shape shape(TensorProto proto) {
        long[] dims = new long[proto.getDimsCount()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = proto.getDims(i);
            if (dims[i] < 0) {
                throw new InvalidModelException(
                        "tensor '%s' has a negative extent: %s".formatted(proto.getName(), proto.getDimsList()));
            }
        }
        Shape shape = Shape.of(dims);
        try {
            type(proto).bytesFor(shape.size());
        } catch (ArithmeticException e) {
            throw new InvalidModelException("tensor '%s' is impossibly large: %s".formatted(proto.getName(), shape), e);
        }
        return shape;
    }

    /** How many bytes {@link #typedData} will give. */
    private static long typedSize(TensorProto proto, ElementType type) {
        return switch (type) {
            case FLOAT, COMPLEX64 -> 4L * proto.getFloatDataCount();
            case DOUBLE, COMPLEX128 -> 8L * proto.getDoubleDataCount();
            case INT64 -> 8L * proto.getInt64DataCount();
            case UINT64 -> 8L * proto.getUint64DataCount();
            case UINT32 -> 4L * proto.getUint64DataCount();
            default -> (long) narrowWidth(type) * proto.getInt32DataCount();
        };
    }

    private static ByteBuffer typedData(TensorProto proto, ElementType type) {
        ByteBuffer bytes = buffer(typedSize(proto, type));
        switch (type) {
            case FLOAT, COMPLEX64 -> {
                for (int i = 0; i < proto.getFloatDataCount(); i++) {
                    bytes.putFloat(proto.getFloatData(i));
                }
            }
            case DOUBLE, COMPLEX128 -> {
                for (int i = 0; i < proto.getDoubleDataCount(); i++) {
                    bytes.putDouble(proto.getDoubleData(i));
                }
            }
            case INT64 -> {
                for (int i = 0; i < proto.getInt64DataCount(); i++) {
                    bytes.putLong(proto.getInt64Data(i));
                }
            }
            case UINT64 -> {
                for (int i = 0; i < proto.getUint64DataCount(); i++) {
                    bytes.putLong(proto.getUint64Data(i));
                }
            }
            case UINT32 -> {
                for (int i = 0; i < proto.getUint64DataCount(); i++) {
                    bytes.putInt((int) proto.getUint64Data(i));
                }
            }
            default -> {
                for (int i = 0; i < proto.getInt32DataCount(); i++) {
                    putNarrow(bytes, narrowWidth(type), proto.getInt32Data(i));
                }
            }
        }
        return bytes.flip();
    }

    /** Bytes that an int32 stands for: one element of the narrower types, or one pair of 4-bit elements. */
    private static int narrowWidth(ElementType type) {
        return Math.max(1, type.bits() / 8);
    }

    private static void putNarrow(ByteBuffer bytes, int width, int value) {
        switch (width) {
            case 1 -> bytes.put((byte) value);
            case 2 -> bytes.putShort((short) value);
            default -> bytes.putInt(value);
        }
    }

    private static ByteBuffer buffer(long size) {
        return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static InvalidModelException wrongSize(TensorProto proto, long found, long expected) {
        return new InvalidModelException("tensor '%s' (%s %s) holds %d bytes, its shape needs %d; the file is damaged"
                .formatted(proto.getName(), type(proto), shape(proto), found, expected));
    }

    private static void requireCount(TensorProto proto, long found, long expected) {
        if (found != expected) {
            throw new InvalidModelException("tensor '%s' holds %d elements, its shape needs %d; the file is damaged"
                    .formatted(proto.getName(), found, expected));
        }
    }

    static TensorProto encode(String name, Tensor tensor) {
        TensorProto.Builder proto =
                TensorProto.newBuilder().setName(name).setDataType(tensor.type().onnxCode());
        for (long dim : tensor.shape().toArray()) {
            proto.addDims(dim);
        }
        if (tensor.type() == ElementType.STRING) {
            tensor.strings().forEach(text -> proto.addStringData(ByteString.copyFromUtf8(text)));
            return proto.build();
        }
        if (tensor.byteSize() > Integer.MAX_VALUE - 64) {
            throw new UnsupportedModelException("tensor '%s' is larger than 2 GB".formatted(name));
        }
        // Nobody can change a read-only tensor, so its bytes need not be copied.
        ByteString raw = tensor.isReadOnly()
                ? UnsafeByteOperations.unsafeWrap(tensor.bytes())
                : ByteString.copyFrom(tensor.bytes());
        return proto.setRawData(raw).build();
    }
}

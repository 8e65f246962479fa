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
        ByteBuffer bytes = proto.hasRawData() ? proto.getRawData().asReadOnlyByteBuffer() : typedData(proto, type);
        long wanted = type.bytesFor(expected);
        if (bytes.remaining() != wanted) {
            throw wrongSize(proto, bytes.remaining(), wanted);
        }
        return Tensor.over(type, shape, bytes).readOnly();
    }

    /** Fails where type, shape and bytes contradict one another; values are not decoded. */
    static void check(TensorProto proto) {
        ElementType type = type(proto);
        long expected = type.bytesFor(shape(proto).size());
        if (proto.hasRawData() && proto.getRawData().size() != expected) {
            throw wrongSize(proto, proto.getRawData().size(), expected);
        }
        if (!proto.hasRawData() && type != ElementType.STRING) {
            decode(proto);
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
            shape.size();
        } catch (ArithmeticException e) {
            throw new InvalidModelException("tensor '%s' is impossibly large: %s".formatted(proto.getName(), shape), e);
        }
        return shape;
    }

    private static ByteBuffer typedData(TensorProto proto, ElementType type) {
        return switch (type) {
            case FLOAT, COMPLEX64 -> {
                ByteBuffer bytes = buffer(4L * proto.getFloatDataCount());
                proto.getFloatDataList().forEach(bytes::putFloat);
                yield bytes.flip();
            }
            case DOUBLE, COMPLEX128 -> {
                ByteBuffer bytes = buffer(8L * proto.getDoubleDataCount());
                proto.getDoubleDataList().forEach(bytes::putDouble);
                yield bytes.flip();
            }
            case INT64 -> {
                ByteBuffer bytes = buffer(8L * proto.getInt64DataCount());
                proto.getInt64DataList().forEach(bytes::putLong);
                yield bytes.flip();
            }
            case UINT64 -> {
                ByteBuffer bytes = buffer(8L * proto.getUint64DataCount());
                proto.getUint64DataList().forEach(bytes::putLong);
                yield bytes.flip();
            }
            case UINT32 -> {
                ByteBuffer bytes = buffer(4L * proto.getUint64DataCount());
                proto.getUint64DataList().forEach(value -> bytes.putInt(value.intValue()));
                yield bytes.flip();
            }
            default -> {
                // Everything narrower is kept one element (or one pair of 4-bit elements) to an int32.
                int width = Math.max(1, type.bits() / 8);
                ByteBuffer bytes = buffer((long) width * proto.getInt32DataCount());
                for (int value : proto.getInt32DataList()) {
                    switch (width) {
                        case 1 -> bytes.put((byte) value);
                        case 2 -> bytes.putShort((short) value);
                        default -> bytes.putInt(value);
                    }
                }
                yield bytes.flip();
            }
        };
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

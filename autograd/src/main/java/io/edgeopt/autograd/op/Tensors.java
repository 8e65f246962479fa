package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Our tensors to DJL's arrays and back; both ways copy. */
public final class Tensors {
    private Tensors() {}

    /** Element types that PyTorch lacks are widened: uint16 to int32, uint32 and uint64 to int64. */
    public static NDArray of(NDManager manager, Tensor tensor) {
        Shape shape = new Shape(tensor.shape().toArray());
        return switch (tensor.type()) {
            case FLOAT -> manager.create(tensor.toFloats(), shape);
            case DOUBLE -> manager.create(tensor.toDoubles(), shape);
            case FLOAT16, BFLOAT16 ->
                manager.create(tensor.toFloats(), shape)
                        .toType(tensor.type() == ElementType.FLOAT16 ? DataType.FLOAT16 : DataType.BFLOAT16, false);
            case INT64, UINT64, UINT32 -> manager.create(tensor.toLongs(), shape);
            case INT32, INT16, UINT16 -> manager.create(tensor.toLongs(), shape).toType(DataType.INT32, false);
            case INT8, INT4 -> manager.create(tensor.toLongs(), shape).toType(DataType.INT8, false);
            case UINT8, UINT4 -> manager.create(tensor.toLongs(), shape).toType(DataType.UINT8, false);
            case BOOL -> manager.create(tensor.toLongs(), shape).toType(DataType.BOOLEAN, false);
            default ->
                throw new UnsupportedModelException(
                        "a tensor of %s cannot be differentiated by edgeopt".formatted(tensor.type()));
        };
    }

    public static Tensor of(NDArray array) {
        ElementType type = switch (array.getDataType()) {
            case FLOAT32 -> ElementType.FLOAT;
            case FLOAT64 -> ElementType.DOUBLE;
            case INT64 -> ElementType.INT64;
            case INT32 -> ElementType.INT32;
            case INT8 -> ElementType.INT8;
            case UINT8 -> ElementType.UINT8;
            case BOOLEAN -> ElementType.BOOL;
            case FLOAT16 -> ElementType.FLOAT16;
            default -> throw new IllegalArgumentException("no tensor of " + array.getDataType());
        };
        ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return Tensor.over(
                        type, io.edgeopt.core.tensor.Shape.of(array.getShape().getShape()), bytes)
                .copy();
    }
}

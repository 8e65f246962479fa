package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.edgeopt.core.tensor.ElementType;

/** ONNX's element types as DJL's. */
final class Types {
    private Types() {}

    static NDArray cast(Call call, NDArray array, int onnxCode) {
        ElementType to = ElementType.ofOnnxCode(onnxCode);
        DataType type = switch (to) {
            case FLOAT -> DataType.FLOAT32;
            case DOUBLE -> DataType.FLOAT64;
            case FLOAT16 -> DataType.FLOAT16;
            case BFLOAT16 -> DataType.BFLOAT16;
            case INT64, UINT64, UINT32 -> DataType.INT64;
            case INT32, INT16, UINT16 -> DataType.INT32;
            case INT8 -> DataType.INT8;
            case UINT8 -> DataType.UINT8;
            case BOOL -> DataType.BOOLEAN;
            default -> throw call.unsupported("a cast to " + to);
        };
        return to(call, array, type);
    }

    /** Another element type; between floats the gradient passes, which DJL's own call does not let it do. */
    static NDArray to(Call call, NDArray array, DataType type) {
        if (!type.isFloating() || !array.getDataType().isFloating() || array.getDataType() == type) {
            return array.toType(type, false);
        }
        int torchCode = switch (type) {
            case FLOAT16 -> 5;
            case FLOAT64 -> 7;
            case BFLOAT16 -> 15;
            default -> 6;
        };
        return call.torch("torch.to(a, %d)".formatted(torchCode), array);
    }
}

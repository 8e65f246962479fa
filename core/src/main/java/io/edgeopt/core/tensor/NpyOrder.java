package io.edgeopt.core.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Brings an array's elements to our order: row-major and little-endian. */
final class NpyOrder {
    private NpyOrder() {}

    /** Elements already in C order: the same buffer, or a copy with its bytes turned round. */
    static Tensor littleEndian(ElementType type, boolean bigEndian, Shape shape, ByteBuffer data) {
        int width = type.bits() / 8;
        if (!bigEndian || width == 1) {
            return Tensor.over(type, shape, data);
        }
        Tensor turned = Tensor.allocate(type, shape);
        ByteBuffer to = turned.bytes();
        for (int i = 0; i < to.capacity(); i++) {
            to.put(i, data.get(i - i % width + width - 1 - i % width));
        }
        return turned;
    }

    /** A whole array whose first axis runs fastest. */
    static Tensor fortran(ElementType type, boolean bigEndian, Shape shape, ByteBuffer data) {
        long[] dims = shape.toArray();
        return gather(type, bigEndian, dims, strides(dims), 0, data);
    }

    /** One item along the first axis of such an array. */
    static Tensor fortranItem(ElementType type, boolean bigEndian, Shape shape, int index, ByteBuffer data) {
        long[] dims = shape.toArray();
        long[] rest = Arrays.copyOfRange(dims, 1, dims.length);
        long[] strides = Arrays.copyOfRange(strides(dims), 1, dims.length);
        return gather(type, bigEndian, rest, strides, index, data);
    }

    private static long[] strides(long[] dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    private static Tensor gather(
            ElementType type, boolean bigEndian, long[] dims, long[] strides, long start, ByteBuffer data) {
        int width = type.bits() / 8;
        Tensor tensor = Tensor.allocate(type, Shape.of(dims));
        ByteBuffer to = tensor.bytes();
        long[] at = new long[dims.length];
        long from = start;
        for (int to0 = 0; to0 < to.capacity(); to0 += width) {
            int base = (int) (from * width);
            for (int b = 0; b < width; b++) {
                to.put(to0 + b, data.get(base + (bigEndian ? width - 1 - b : b)));
            }
            for (int axis = dims.length - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++at[axis] < dims[axis]) {
                    break;
                }
                from -= strides[axis] * dims[axis];
                at[axis] = 0;
            }
        }
        return tensor;
    }
}

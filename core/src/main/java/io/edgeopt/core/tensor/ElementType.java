package io.edgeopt.core.tensor;

import java.util.Locale;

/** What one element of a tensor is. The order and codes are those of ONNX's {@code TensorProto.DataType}. */
public enum ElementType {
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4);

    private static final ElementType[] BY_CODE = values();

    private final int onnxCode;
    private final int bits;

    ElementType(int onnxCode, int bits) {
        this.onnxCode = onnxCode;
        this.bits = bits;
    }

    /** The type of that code, or an {@link IllegalArgumentException} that names the code. */
    public static ElementType ofOnnxCode(int code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("unknown ONNX element type " + code);
        }
        return BY_CODE[code - 1];
    }

    public int onnxCode() {
        return onnxCode;
    }

    /** Bits of one element; 0 for strings, which have no fixed size. */
    public int bits() {
        return bits;
    }

    /**
     * Bytes that {@code count} elements fill; two elements of a 4-bit type share a byte.
     *
     * @throws ArithmeticException where no {@code long} holds that many bits
     */
    public long bytesFor(long count) {
        return Math.addExact(Math.multiplyExact(count, bits), 7) / 8;
    }

    public boolean isFloatingPoint() {
        return switch (this) {
            case FLOAT,
                    FLOAT16,
                    BFLOAT16,
                    DOUBLE,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    FLOAT4E2M1 -> true;
            default -> false;
        };
    }

    public boolean isInteger() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64, UINT4, INT4 -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

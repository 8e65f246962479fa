package io.edgeopt.core.tensor;

import java.nio.ByteBuffer;

/** One element of any numeric type, read as Java's widest number of its kind. */
final class Elements {
    private Elements() {}

    static double toDouble(ElementType type, ByteBuffer bytes, int index) {
        return switch (type) {
            case FLOAT -> bytes.getFloat(4 * index);
            case DOUBLE -> bytes.getDouble(8 * index);
            case FLOAT16 -> Float16.toFloat(bytes.getShort(2 * index));
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
            case UINT64 -> unsigned(bytes.getLong(8 * index));
            case FLOAT8E4M3FN -> SmallFloat.E4M3FN.toFloat(bytes.get(index) & 0xFF);
            case FLOAT8E4M3FNUZ -> SmallFloat.E4M3FNUZ.toFloat(bytes.get(index) & 0xFF);
            case FLOAT8E5M2 -> SmallFloat.E5M2.toFloat(bytes.get(index) & 0xFF);
            case FLOAT8E5M2FNUZ -> SmallFloat.E5M2FNUZ.toFloat(bytes.get(index) & 0xFF);
            case FLOAT4E2M1 -> SmallFloat.E2M1.toFloat(nibble(bytes, index));
            default -> toLong(type, bytes, index);
        };
    }

    static long toLong(ElementType type, ByteBuffer bytes, int index) {
        return switch (type) {
            case INT8 -> bytes.get(index);
            case UINT8, BOOL -> bytes.get(index) & 0xFF;
            case INT16 -> bytes.getShort(2 * index);
            case UINT16 -> bytes.getShort(2 * index) & 0xFFFF;
            case INT32 -> bytes.getInt(4 * index);
            case UINT32 -> bytes.getInt(4 * index) & 0xFFFF_FFFFL;
            case INT64, UINT64 -> bytes.getLong(8 * index);
            case UINT4 -> nibble(bytes, index);
            case INT4 -> nibble(bytes, index) << 28 >> 28;
            default -> throw new IllegalStateException(type + " elements are not integers");
        };
    }

    /** The first of two 4-bit elements is in the low half of their byte. */
    private static int nibble(ByteBuffer bytes, int index) {
        return bytes.get(index / 2) >> (4 * (index % 2)) & 0xF;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}

package io.edgeopt.optimizers.archive;

import java.util.Arrays;

/** Bits one behind the other, the highest of each byte first; the last byte is filled up with zeros. */
final class BitWriter {
    private byte[] out = new byte[1 << 10];
    private int size;
    private long pending;
    private int count;

    /** The lowest {@code bits} of {@code value}, at most 32 of them. */
    void write(int value, int bits) {
        pending = (pending << bits) | (value & ((1L << bits) - 1));
        count += bits;
        while (count >= 8) {
            count -= 8;
            append((int) (pending >>> count));
        }
    }

    byte[] bytes() {
        if (count > 0) {
            append((int) (pending << (8 - count)));
            count = 0;
        }
        return Arrays.copyOf(out, size);
    }

    private void append(int value) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = (byte) value;
    }
}

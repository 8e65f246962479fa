package io.edgeopt.optimizers.archive;

/** What a {@link BitWriter} wrote. Behind the end there are zeros, so that a code can be looked ahead at. */
final class BitReader {
    private final byte[] bytes;
    private int position;
    private long pending;
    private int count;

    BitReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.position = from;
    }

    /** The next bits, which stay where they are; at most 32. */
    int peek(int bits) {
        while (count < bits) {
            int next = position < bytes.length ? bytes[position] & 0xFF : 0;
            position++;
            pending = (pending << 8) | next;
            count += 8;
        }
        return (int) ((pending >>> (count - bits)) & ((1L << bits) - 1));
    }

    void skip(int bits) {
        count -= bits;
    }

    /** Whether more was read than there is. */
    boolean isBeyondEnd() {
        return (long) position * 8 - count > (long) bytes.length * 8;
    }
}

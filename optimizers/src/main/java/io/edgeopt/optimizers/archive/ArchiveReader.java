package io.edgeopt.optimizers.archive;

import java.util.Arrays;

/** What an {@link ArchiveWriter} wrote, with every way told in which it can be wrong. */
final class ArchiveReader {
    private final byte[] bytes;
    private int position;

    ArchiveReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 to {@code most}. */
    int number(int most) {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = bytes(1)[0];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                if (value > most) {
                    throw new DamagedArchiveException("%d where %d is the most there can be".formatted(value, most));
                }
                return (int) value;
            }
        }
        throw new DamagedArchiveException("a number without an end");
    }

    byte[] bytes(int count) {
        if (count > bytes.length - position) {
            throw new DamagedArchiveException("%d bytes where %d should be".formatted(bytes.length - position, count));
        }
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    void checkEnd() {
        if (position != bytes.length) {
            throw new DamagedArchiveException("%d bytes too many".formatted(bytes.length - position));
        }
    }
}

package io.edgeopt.optimizers.archive;

import java.io.ByteArrayOutputStream;

/** Numbers and bytes one behind the other; small numbers take one byte. */
final class ArchiveWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Seven bits a byte, the lowest first; the highest bit says whether more follow. */
    ArchiveWriter number(int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    ArchiveWriter bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    ArchiveWriter bytes(byte[] bytes, int from, int to) {
        out.write(bytes, from, to - from);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}

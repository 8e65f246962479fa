package io.edgeopt.optimizers.archive;

/** Bytes as they are. */
final class StoredCoder implements Coder {
    @Override
    public String name() {
        return "stored";
    }

    @Override
    public byte[] encode(byte[] raw) {
        return raw;
    }

    @Override
    public byte[] decode(byte[] coded, int length) {
        if (coded.length != length) {
            throw new DamagedArchiveException("%d bytes where %d should be".formatted(coded.length, length));
        }
        return coded;
    }
}

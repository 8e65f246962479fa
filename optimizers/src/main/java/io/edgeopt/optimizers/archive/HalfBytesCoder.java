package io.edgeopt.optimizers.archive;

/** Half bytes as bytes, so that what codes them tells one from the other. */
final class HalfBytesCoder implements Coder {
    private final Coder inner;

    HalfBytesCoder(Coder inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return "4-bit-" + inner.name();
    }

    @Override
    public byte[] encode(byte[] raw) {
        byte[] halves = new byte[Math.multiplyExact(2, raw.length)];
        for (int i = 0; i < raw.length; i++) {
            halves[2 * i] = (byte) (raw[i] & 0xF);
            halves[2 * i + 1] = (byte) ((raw[i] >> 4) & 0xF);
        }
        return inner.encode(halves);
    }

    @Override
    public byte[] decode(byte[] coded, int length) {
        if (length > Integer.MAX_VALUE / 2) {
            throw new DamagedArchiveException("more elements than there can be");
        }
        byte[] halves = inner.decode(coded, 2 * length);
        byte[] raw = new byte[length];
        for (int i = 0; i < length; i++) {
            if ((halves[2 * i] | halves[2 * i + 1]) >> 4 != 0) {
                throw new DamagedArchiveException("half a byte of more than 4 bits");
            }
            raw[i] = (byte) (halves[2 * i] | (halves[2 * i + 1] << 4));
        }
        return raw;
    }
}

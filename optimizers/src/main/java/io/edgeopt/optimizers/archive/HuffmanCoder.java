package io.edgeopt.optimizers.archive;

/**
 * Short codes for frequent bytes, or half bytes. First comes the highest symbol that has a code, then the lengths of all
 * codes up to it, 4 bits each, then the codes.
 */
final class HuffmanCoder implements Coder {
    private static final int LENGTH_BITS = 4;

    private final int symbolBits;

    HuffmanCoder(int symbolBits) {
        this.symbolBits = symbolBits;
    }

    @Override
    public String name() {
        return symbolBits == 8 ? "huffman" : "huffman-%d-bit".formatted(symbolBits);
    }

    @Override
    public byte[] encode(byte[] raw) {
        long[] counts = new long[1 << symbolBits];
        int perByte = 8 / symbolBits;
        for (int i = 0; i < raw.length * perByte; i++) {
            counts[symbol(raw, i)]++;
        }
        int highest = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            highest = counts[symbol] > 0 ? symbol : highest;
        }
        int[] lengths = CodeLengths.of(counts, CanonicalCode.LONGEST);
        BitWriter out = new BitWriter();
        out.write(highest, 8);
        for (int symbol = 0; symbol <= highest; symbol++) {
            out.write(lengths[symbol], LENGTH_BITS);
        }
        CanonicalCode code = CanonicalCode.of(lengths);
        for (int i = 0; i < raw.length * perByte; i++) {
            code.write(symbol(raw, i), out);
        }
        return out.bytes();
    }

    @Override
    public byte[] decode(byte[] coded, int length) {
        BitReader in = new BitReader(coded, 0);
        int[] lengths = new int[1 << symbolBits];
        int highest = in.peek(8);
        in.skip(8);
        if (highest >= lengths.length) {
            throw new DamagedArchiveException("a code for the symbol %d".formatted(highest));
        }
        for (int symbol = 0; symbol <= highest; symbol++) {
            lengths[symbol] = in.peek(LENGTH_BITS);
            in.skip(LENGTH_BITS);
        }
        CanonicalCode.Decoder decoder = CanonicalCode.of(lengths).decoder();
        byte[] raw = new byte[length];
        for (int i = 0; i < length; i++) {
            int value = 0;
            for (int bits = 0; bits < 8; bits += symbolBits) {
                value |= decoder.read(in) << bits;
            }
            raw[i] = (byte) value;
            if (in.isBeyondEnd()) {
                throw new DamagedArchiveException("codes that end too early");
            }
        }
        return raw;
    }

    /** The lower half of a byte comes first, as 4-bit tensors have it. */
    private int symbol(byte[] raw, int index) {
        int perByte = 8 / symbolBits;
        return (raw[index / perByte] >> (symbolBits * (index % perByte))) & ((1 << symbolBits) - 1);
    }
}

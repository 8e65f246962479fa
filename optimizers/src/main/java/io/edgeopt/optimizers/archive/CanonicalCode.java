package io.edgeopt.optimizers.archive;

import java.util.Arrays;

/**
 * A prefix code that its lengths alone decide: shorter codes come before longer ones, and among equally long ones those of
 * lower symbols.
 */
final class CanonicalCode {
    /** Short enough that a table of all codes stays small, and lengths fit half a byte. */
    static final int LONGEST = 15;

    private final int[] lengths;
    private final int[] codes;

    private CanonicalCode(int[] lengths, int[] codes) {
        this.lengths = lengths;
        this.codes = codes;
    }

    static CanonicalCode of(int[] lengths) {
        int[] codes = new int[lengths.length];
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    codes[symbol] = code++;
                }
            }
            if (code > 1 << length) {
                throw new DamagedArchiveException("a table of codes that cannot be");
            }
            code <<= 1;
        }
        return new CanonicalCode(lengths, codes);
    }

    void write(int symbol, BitWriter out) {
        out.write(codes[symbol], lengths[symbol]);
    }

    /** For every way in which the next bits can go, the symbol and how many of the bits are its code. */
    Decoder decoder() {
        int bits = Math.max(1, Arrays.stream(lengths).max().orElse(0));
        short[] symbols = new short[1 << bits];
        byte[] used = new byte[1 << bits];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                int from = codes[symbol] << (bits - length);
                int to = from + (1 << (bits - length));
                Arrays.fill(symbols, from, to, (short) symbol);
                Arrays.fill(used, from, to, (byte) length);
            }
        }
        return new Decoder(bits, symbols, used);
    }

    /** Reads codes by looking them up. */
    static final class Decoder {
        private final int bits;
        private final short[] symbols;
        private final byte[] used;

        private Decoder(int bits, short[] symbols, byte[] used) {
            this.bits = bits;
            this.symbols = symbols;
            this.used = used;
        }

        int read(BitReader in) {
            int ahead = in.peek(bits);
            if (used[ahead] == 0) {
                throw new DamagedArchiveException("a code that stands for nothing");
            }
            in.skip(used[ahead]);
            return symbols[ahead];
        }
    }
}

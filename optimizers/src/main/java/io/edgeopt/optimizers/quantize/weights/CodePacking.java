package io.edgeopt.optimizers.quantize.weights;

/**
 * Numbers of a few bits in bytes, the first in the lowest bits. A byte holds eight of one bit, four of two, two of three
 * or four, or one of more.
 */
public final class CodePacking {
    private final int slotBits;

    private CodePacking(int slotBits) {
        this.slotBits = slotBits;
    }

    /** The densest packing of {@code count} numbers of that many bits that leaves no byte half full. */
    public static CodePacking of(int bits, long count) {
        if (bits < 1 || bits > 8) {
            throw new IllegalArgumentException("a number of %d bits does not fit a byte".formatted(bits));
        }
        int slot = bits <= 2 ? bits : bits <= 4 ? 4 : 8;
        while (count % (8 / slot) != 0) {
            slot *= 2;
        }
        return new CodePacking(slot);
    }

    /** How many numbers a byte holds. */
    public int perByte() {
        return 8 / slotBits;
    }

    public byte[] pack(int[] codes) {
        byte[] packed = new byte[codes.length / perByte()];
        for (int i = 0; i < codes.length; i++) {
            packed[i / perByte()] |= (byte) (codes[i] << (slotBits * (i % perByte())));
        }
        return packed;
    }

    public int[] unpack(byte[] packed) {
        int[] codes = new int[packed.length * perByte()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = slot(packed[i / perByte()] & 0xFF, i % perByte());
        }
        return codes;
    }

    /** The number in the given place of a byte. */
    public int slot(int value, int place) {
        return (value >> (slotBits * place)) & ((1 << slotBits) - 1);
    }

    /** How many different numbers a slot can hold. */
    public int slotValues() {
        return 1 << slotBits;
    }
}

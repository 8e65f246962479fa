package io.edgeopt.optimizers.archive;

/** A way to write bytes shorter. */
interface Coder {
    /** What reports call it. */
    String name();

    byte[] encode(byte[] raw);

    /**
     * The bytes that were encoded, of which there were {@code length}.
     *
     * @throws DamagedArchiveException where {@code coded} is not what {@link #encode} gives
     */
    byte[] decode(byte[] coded, int length);
}

package io.edgeopt.optimizers.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A choice of coders: bytes are written by the one that makes them shortest, behind its number. */
final class Streams {
    private static final int ANY = 0;

    /** Above so many bytes a sample decides which coder is tried on all of them. */
    private static final int LARGE = 1 << 19;

    private static final int PIECES = 8;
    private static final int PIECE = 1 << 14;

    /** A coder, and how many bits the elements have that it is meant for; others need not be tried. */
    private record Choice(Coder coder, int bits) {}

    /** What a coder made of bytes. */
    private static final class Coded {
        private final int coder;
        private final byte[] bytes;

        Coded(int coder, byte[] bytes) {
            this.coder = coder;
            this.bytes = bytes;
        }

        int coder() {
            return coder;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final List<Choice> choices;
    private final Map<String, Long> bytes = new TreeMap<>();

    private Streams(List<Choice> choices) {
        this.choices = choices;
    }

    private Streams with(Coder coder, int bits) {
        List<Choice> more = new ArrayList<>(choices);
        more.add(new Choice(coder, bits));
        return new Streams(List.copyOf(more));
    }

    private static Streams stored() {
        return new Streams(List.of(new Choice(new StoredCoder(), ANY)));
    }

    /** For single bytes. */
    static Streams ofBytes() {
        return stored().with(new DeflateCoder(), ANY)
                .with(new HuffmanCoder(8), ANY)
                .with(new HuffmanCoder(4), ANY);
    }

    /** For distances: nothing that would let a few bytes become millions. */
    private static Streams ofDistances() {
        return stored().with(new HuffmanCoder(8), ANY);
    }

    /** For elements of whatever type; a coder's place in the list is its number in the file, so the list only grows. */
    static Streams ofElements() {
        Coder sparseBytes = new SparseCoder(1, ofDistances(), ofBytes());
        Coder halves = new PlanesCoder(2, ofBytes());
        Coder floats = new PlanesCoder(4, ofBytes());
        return ofBytes()
                .with(halves, 16)
                .with(floats, 32)
                .with(sparseBytes, 8)
                .with(new SparseCoder(2, ofDistances(), stored().with(halves, ANY)), 16)
                .with(new SparseCoder(4, ofDistances(), stored().with(floats, ANY)), 32)
                .with(new HalfBytesCoder(sparseBytes), 8);
    }

    /** Writes bytes that hold elements of so many bits. */
    void write(byte[] raw, int bits, ArchiveWriter out) {
        List<Integer> candidates = candidates(bits);
        if (raw.length > LARGE) {
            candidates = List.of(shortest(sample(raw), candidates).coder());
        }
        Coded best = shortest(raw, candidates);
        bytes.merge(choices.get(best.coder()).coder().name(), (long) best.bytes().length, Long::sum);
        out.number(best.coder()).number(best.bytes().length).bytes(best.bytes());
    }

    private List<Integer> candidates(int bits) {
        return IntStream.range(0, choices.size())
                .filter(place ->
                        choices.get(place).bits() == ANY || choices.get(place).bits() == bits)
                .boxed()
                .toList();
    }

    /** As they are, unless one of the candidates is shorter. */
    private Coded shortest(byte[] raw, List<Integer> candidates) {
        Coded best = new Coded(0, raw);
        for (int place : candidates) {
            if (place > 0 && raw.length > 0) {
                byte[] coded = choices.get(place).coder().encode(raw);
                best = coded.length < best.bytes().length ? new Coded(place, coded) : best;
            }
        }
        return best;
    }

    /** Pieces from all over; whole elements of every width. */
    private static byte[] sample(byte[] raw) {
        byte[] sample = new byte[PIECES * PIECE];
        for (int i = 0; i < PIECES; i++) {
            int from = (int) ((long) (raw.length - PIECE) * i / (PIECES - 1)) / 16 * 16;
            System.arraycopy(raw, from, sample, i * PIECE, PIECE);
        }
        return sample;
    }

    byte[] read(ArchiveReader in, int length) {
        Coder coder = choices.get(in.number(choices.size() - 1)).coder();
        return coder.decode(in.bytes(in.number(Integer.MAX_VALUE)), length);
    }

    /** How many bytes each coder gave. */
    Map<String, Long> bytesByCoder() {
        return Map.copyOf(bytes);
    }
}

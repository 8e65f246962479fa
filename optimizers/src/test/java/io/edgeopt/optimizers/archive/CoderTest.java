package io.edgeopt.optimizers.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoderTest {
    private static Stream<Coder> coders() {
        Coder sparse = new SparseCoder(1, Streams.ofBytes(), Streams.ofBytes());
        return Stream.of(
                new StoredCoder(),
                new DeflateCoder(),
                new HuffmanCoder(8),
                new HuffmanCoder(4),
                new PlanesCoder(2, Streams.ofBytes()),
                new PlanesCoder(4, Streams.ofBytes()),
                sparse,
                new SparseCoder(2, Streams.ofBytes(), Streams.ofBytes()),
                new SparseCoder(4, Streams.ofBytes(), Streams.ofBytes()),
                new HalfBytesCoder(sparse));
    }

    /** Bytes of every kind: none, one, equal ones, few zeros, few that are not, all values. */
    private static byte[] drawn(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = new byte[length];
        int kinds = 1 + random.nextInt(256);
        double zeros = random.nextInt(3) / 2.05;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextDouble() < zeros ? 0 : random.nextInt(kinds));
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("coders")
    void givesBackWhatItCoded(Coder coder) {
        int[] lengths = {0, 1, 2, 3, 7, 255, 256, 1000, 4099};
        for (long seed = 1; seed <= 12; seed++) {
            for (int length : lengths) {
                byte[] raw = drawn(seed, length);

                byte[] coded = coder.encode(raw);

                assertThat(coder.decode(coded, length))
                        .as("%s, seed %d, %d bytes", coder.name(), seed, length)
                        .isEqualTo(raw);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("coders")
    void saysThatBytesAreDamagedAndNothingElse(Coder coder) {
        SplittableRandom random = new SplittableRandom(1);
        byte[] raw = drawn(3, 600);
        byte[] coded = coder.encode(raw);
        for (int i = 0; i < 500; i++) {
            byte[] changed = java.util.Arrays.copyOf(coded, 1 + random.nextInt(coded.length));
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

            assertThat(decodes(coder, changed, raw.length)).isIn("decoded", "damaged");
        }
    }

    private static String decodes(Coder coder, byte[] coded, int length) {
        try {
            assertThat(coder.decode(coded, length)).hasSize(length);
            return "decoded";
        } catch (DamagedArchiveException e) {
            return "damaged";
        }
    }

    @Test
    void comesWithinAFewPercentOfTheEntropy() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] raw = new byte[50_000];
        long[] counts = new long[256];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) Math.round(8 + 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5));
            counts[raw[i]]++;
        }
        double entropy = 0;
        for (long count : counts) {
            entropy -= count == 0 ? 0 : count * Math.log((double) count / raw.length) / Math.log(2);
        }

        double bits = 8.0 * new HuffmanCoder(8).encode(raw).length;

        assertThat(bits).isBetween(entropy, 1.06 * entropy);
    }

    @Test
    void writesSparseFloatsShorterThanDeflateDoes() {
        SplittableRandom random = new SplittableRandom(7);
        java.nio.ByteBuffer floats = java.nio.ByteBuffer.allocate(40_000);
        for (int i = 0; i < 10_000; i++) {
            floats.putFloat(random.nextInt(10) == 0 ? (float) random.nextDouble() : 0);
        }

        int sparse = new SparseCoder(4, Streams.ofBytes(), Streams.ofElements()).encode(floats.array()).length;

        assertThat(sparse).isLessThan((int) (0.95 * new DeflateCoder().encode(floats.array()).length));
    }
}

package io.edgeopt.optimizers.quantize.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodePackingTest {
    @ParameterizedTest(name = "{0} bits, {1} numbers: {2} bytes")
    @CsvSource({
        "1, 64, 8",
        "1, 12, 3",
        "1, 7, 7",
        "2, 64, 16",
        "3, 64, 32",
        "4, 64, 32",
        "4, 63, 63",
        "5, 64, 64",
        "8, 3, 3"
    })
    void givesBackWhatItPacked(int bits, int count, int bytes) {
        int[] codes = new SplittableRandom(bits).ints(count, 0, 1 << bits).toArray();
        CodePacking packing = CodePacking.of(bits, count);

        byte[] packed = packing.pack(codes);

        assertThat(packed).hasSize(bytes);
        assertThat(packing.unpack(packed)).isEqualTo(codes);
    }
}

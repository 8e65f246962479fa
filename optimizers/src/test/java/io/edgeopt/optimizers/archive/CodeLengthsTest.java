package io.edgeopt.optimizers.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLengthsTest {
    private static long[] drawn(long seed, int symbols) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = new long[symbols];
        for (int i = 0; i < symbols; i++) {
            counts[i] = random.nextInt(4) == 0 ? 0 : (long) Math.exp(8 * random.nextDouble());
        }
        return counts;
    }

    private static long cost(long[] counts, int[] lengths) {
        long cost = 0;
        for (int i = 0; i < counts.length; i++) {
            cost += counts[i] * lengths[i];
        }
        return cost;
    }

    /** The cost of Huffman's own tree, which knows no bound: every joining adds the weight that it joins. */
    private static long huffmanCost(long[] counts) {
        PriorityQueue<Long> open = new PriorityQueue<>();
        Arrays.stream(counts).filter(count -> count > 0).forEach(open::add);
        long cost = 0;
        while (open.size() > 1) {
            long joined = open.remove() + open.remove();
            cost += joined;
            open.add(joined);
        }
        return cost;
    }

    /** The least cost of all lengths up to {@code longest} that a prefix code can have. */
    private static long leastCost(long[] counts, int longest, int from, double room) {
        if (from == counts.length) {
            return 0;
        }
        long least = Long.MAX_VALUE / 2;
        for (int length = 1; length <= longest; length++) {
            double left = room - Math.pow(2, -length);
            if (left >= 0) {
                least = Math.min(least, counts[from] * length + leastCost(counts, longest, from + 1, left));
            }
        }
        return least;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void costsAsMuchAsHuffmansTreeWhereTheBoundDoesNotBind(long seed) {
        long[] counts = drawn(seed, 60);

        int[] lengths = CodeLengths.of(counts, 15);

        assertThat(cost(counts, lengths)).isEqualTo(huffmanCost(counts));
    }

    @ParameterizedTest(name = "seed {0}, at most {1} bits")
    @CsvSource({"1, 3", "2, 3", "3, 4", "4, 4", "5, 3"})
    void costsAsLittleAsCanBeWhereTheBoundBinds(long seed, int longest) {
        long[] counts = Arrays.stream(drawn(seed, 7)).map(count -> count + 1).toArray();

        int[] lengths = CodeLengths.of(counts, longest);

        assertThat(Arrays.stream(lengths).max().orElseThrow()).isLessThanOrEqualTo(longest);
        assertThat(cost(counts, lengths)).isEqualTo(leastCost(counts, longest, 0, 1));
    }

    @Test
    void keepsTheBoundWhereHuffmansTreeWouldBeDeep() {
        long[] counts = new long[40];
        counts[0] = 1;
        counts[1] = 1;
        for (int i = 2; i < 40; i++) {
            counts[i] = counts[i - 1] + counts[i - 2];
        }

        int[] lengths = CodeLengths.of(counts, 15);

        assertThat(Arrays.stream(lengths).max().orElseThrow()).isEqualTo(15);
        assertThat(Arrays.stream(lengths)
                        .mapToDouble(length -> Math.pow(2, -length))
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void givesOneSymbolOneBitAndNoneNothing() {
        assertThat(CodeLengths.of(new long[] {0, 7, 0}, 15)).containsExactly(0, 1, 0);
        assertThat(CodeLengths.of(new long[3], 15)).containsExactly(0, 0, 0);
    }
}

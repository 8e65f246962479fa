package io.edgeopt.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadOrderTest {
    @Test
    void everyPlaceComesOnce() {
        for (int size = 1; size <= 300; size++) {
            SpreadOrder order = new SpreadOrder(size);
            assertThat(IntStream.range(0, size).map(order::place).distinct().count())
                    .isEqualTo(size);
        }
    }

    @Test
    void theFirstFewAreOfAllParts() {
        for (int size : new int[] {64, 100, 256, 600, 1024}) {
            SpreadOrder order = new SpreadOrder(size);
            int[] thirds = new int[3];
            for (int turn = 0; turn < 16; turn++) {
                thirds[Math.min(2, 3 * order.place(turn) / size)]++;
            }
            assertThat(IntStream.of(thirds).boxed())
                    .as("of %d", size)
                    .allSatisfy(count -> assertThat(count).isBetween(4, 7));
        }
    }
}

package io.edgeopt.autograd.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    @Test
    void handsOutTheBatchesOfAllEpochsInTheirOrder() {
        try (Prefetch prefetch = new Prefetch(new Numbered(3), 1, 2, 3, 2)) {
            List<Float> seen =
                    IntStream.range(0, 4).mapToObj(i -> number(prefetch.next())).toList();

            assertThat(seen).containsExactly(12f, 20f, 21f, 22f);
        }
    }

    @Test
    void saysItselfThatMemoryWasTooSmall() {
        BatchSource hungry = new Numbered(2) {
            @Override
            public Batch batch(int epoch, int index) {
                throw new OutOfMemoryError("Java heap space");
            }
        };

        try (Prefetch prefetch = new Prefetch(hungry, 0, 0, 1, 1)) {
            assertThatThrownBy(prefetch::next).isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static float number(Batch batch) {
        return batch.inputs().values().iterator().next().toFloats()[0];
    }

    private static class Numbered implements BatchSource {
        private final int batches;

        Numbered(int batches) {
            this.batches = batches;
        }

        @Override
        public int batches() {
            return batches;
        }

        @Override
        public Batch batch(int epoch, int index) {
            return Batch.of(
                    Map.of("x", Tensor.of(new float[] {10 * epoch + index}, 1)), new Targets.Classes(new float[1][2]));
        }

        @Override
        public String digest() {
            return "numbers";
        }
    }
}

package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.BatchSource;
import io.edgeopt.core.run.Progress;
import io.edgeopt.testkit.ResidentMemory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class MemorySoakTest {
    private static final int EPOCHS = 600;
    /** Until then the JVM still compiles and settles. */
    private static final int SETTLED = 20_000;

    private static final int STEPS_IN_AN_EPOCH = 50;

    /**
     * Notes the process's memory as batches are asked for; the time in which it settles is left out. The batches are the same in every epoch: their own memory is the collector's affair, and data sets reuse it.
     */
    private static final class Watched implements BatchSource {
        private final BatchSource source = new Stripes(STEPS_IN_AN_EPOCH, 1);
        private final List<Batch> made = IntStream.range(0, STEPS_IN_AN_EPOCH)
                .mapToObj(index -> source.batch(0, index))
                .toList();
        private final SimpleRegression memory = new SimpleRegression();

        @Override
        public int batches() {
            return source.batches();
        }

        @Override
        public String digest() {
            return source.digest();
        }

        @Override
        public synchronized Batch batch(int epoch, int index) {
            int step = epoch * STEPS_IN_AN_EPOCH + index;
            if (step >= SETTLED && step % 100 == 0) {
                System.gc();
                memory.addData(step, (double) ResidentMemory.bytes());
            }
            return made.get(index);
        }
    }

    @Test
    void keepsMemoryFlatOverTenThousandSteps() {
        Watched watched = new Watched();
        TrainingPlan plan = TrainingPlan.usual(EPOCHS, 1).withAverage(0.99).withClip(1);

        new Trainer(plan, () -> false, Progress.NONE)
                .train(TrainingJob.of(Stripes.network(), watched, new SquaredError()));

        SimpleRegression memory = watched.memory;
        double half =
                new TDistribution(memory.getN() - 2).inverseCumulativeProbability(0.975) * memory.getSlopeStdErr();
        System.out.printf(
                Locale.ROOT,
                "resident memory over %d steps: %.0f bytes/step, 95 %% interval [%.0f, %.0f], at the end %.0f MB%n",
                EPOCHS * STEPS_IN_AN_EPOCH - SETTLED,
                memory.getSlope(),
                memory.getSlope() - half,
                memory.getSlope() + half,
                ResidentMemory.bytes() / 1e6);
        // The smallest array that a step could leave behind takes a hundred bytes and more, and there are dozens of
        // them.
        assertThat(memory.getSlope() - half).isLessThan(100);
    }
}

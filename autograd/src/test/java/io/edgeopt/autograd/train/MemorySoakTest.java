package io.edgeopt.autograd.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.BatchSource;
import io.edgeopt.core.run.Progress;
import io.edgeopt.testkit.ResidentMemory;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class MemorySoakTest {
    private static final int EPOCHS = 60;
    private static final int STEPS_IN_AN_EPOCH = 50;

    /** Notes the process's memory as batches are asked for; the first third, in which it settles, is left out. */
    private static final class Watched implements BatchSource {
        private final BatchSource source = new Stripes(STEPS_IN_AN_EPOCH, 1);
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
            if (step >= EPOCHS * STEPS_IN_AN_EPOCH / 3 && step % 10 == 0) {
                System.gc();
                memory.addData(step, (double) ResidentMemory.bytes());
            }
            return source.batch(epoch, index);
        }
    }

    @Test
    void keepsMemoryFlatOverTwoThousandSteps() {
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
                EPOCHS * STEPS_IN_AN_EPOCH * 2 / 3,
                memory.getSlope(),
                memory.getSlope() - half,
                memory.getSlope() + half,
                ResidentMemory.bytes() / 1e6);
        // The smallest array that a step could leave behind takes a few hundred bytes, and there are dozens of them.
        assertThat(memory.getSlope() - half).isLessThan(2_000);
    }
}

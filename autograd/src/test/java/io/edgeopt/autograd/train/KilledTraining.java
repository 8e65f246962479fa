package io.edgeopt.autograd.train;

import io.edgeopt.autograd.train.TrainingPlan.Optimizer;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import java.nio.file.Path;

/** A training in a process of its own, so that it can be killed. */
final class KilledTraining {
    static final TrainingPlan PLAN = TrainingPlan.usual(400, 3)
            .withOptimizer(Optimizer.ADAMW, 0.005, 0.9, 0.01)
            .withAverage(0.95);

    private KilledTraining() {}

    static Model train(Path folder) {
        TrainingJob job = TrainingJob.of(Stripes.network(), new Stripes(20, 1), new SquaredError())
                .withFolder(folder);
        return new Trainer(PLAN, () -> false, Progress.NONE).train(job).model();
    }

    public static void main(String[] arguments) {
        train(Path.of(arguments[0]));
    }
}

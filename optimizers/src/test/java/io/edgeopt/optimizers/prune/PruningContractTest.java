package io.edgeopt.optimizers.prune;

import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.testkit.StepContract;
import java.util.Optional;

class PruningContractTest extends StepContract {
    @Override
    protected Step step() {
        return new Pruning(
                PruneSettings.channels(new Target(Target.Of.MACS, 0.6)),
                new OrtBackend(),
                Optional.empty(),
                Optional.empty(),
                Progress.NONE);
    }

    @Override
    protected boolean neverGrows() {
        return true;
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.run.Progress;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;

/** Trains further; apart from the commands, so that devices, which have no PyTorch, can load those. */
final class TuneRun {
    private TuneRun() {}

    static Tuned of(Architecture start, TuneMaterial material, TuneSettings settings, Progress progress) {
        Catalog.requirePyTorch("training");
        return new Tune(settings, Catalog.backend("onnxruntime"), Catalog::video).run(start, material, progress);
    }
}

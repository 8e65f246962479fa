package io.edgeopt.cli;

import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.tune.Tune;
import io.edgeopt.optimizers.tune.TuneMaterial;
import io.edgeopt.optimizers.tune.TuneSettings;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.Locale;

/** Trains further; apart from the commands, so that devices, which have no PyTorch, can load those. */
final class TuneRun {
    private TuneRun() {}

    static Tuned of(Architecture start, TuneMaterial material, TuneSettings settings, Progress progress) {
        Catalog.requirePyTorch("training");
        return new Tune(settings, Catalog.backend("onnxruntime"), Catalog::video).run(start, material, progress);
    }

    /** Trains what a model was quantized to, with the model itself as its teacher. */
    static Training through(
            String what, Architecture source, LearningData data, TuneSettings settings, Backend backend) {
        Catalog.requirePyTorch("training");
        return (start, progress) -> {
            TuneMaterial material = data.material()
                    .withTeacher(source)
                    .withFrozen(start.fixed())
                    .withMasks(start.masks());
            Tuned tuned = new Tune(settings, backend, Catalog::video)
                    .runAs(new Architecture(start.model(), source.card()), material, start.deployed(), progress);
            return new Training.Trained(
                    tuned.model(),
                    String.format(
                            Locale.ROOT,
                            "%s: %s %.4f instead of %.4f on the samples to choose by, after %d of %d steps%s",
                            what,
                            tuned.metric(),
                            tuned.best().orElseThrow(),
                            tuned.before().orElseThrow(),
                            tuned.bestStep(),
                            tuned.steps(),
                            tuned.bestStep() == 0 ? ": none was better, the start is kept" : ""));
        };
    }
}

package io.edgeopt.cli;

import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.run.Progress;
import io.edgeopt.optimizers.distill.Distill;
import io.edgeopt.optimizers.distill.DistillSettings;
import io.edgeopt.optimizers.distill.Distillation;
import io.edgeopt.optimizers.tune.TuneMaterial;

/** Distils; apart from the command, so that devices, which have no PyTorch, can load that. */
final class DistillRun {
    private DistillRun() {}

    static Distillation of(
            Architecture teacher,
            Architecture student,
            TuneMaterial material,
            DistillSettings settings,
            Progress progress) {
        Catalog.requirePyTorch("distilling");
        return new Distill(settings, Catalog.backend("onnxruntime"), Catalog::video)
                .run(teacher, student, material, progress);
    }
}

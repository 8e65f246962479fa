package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.range.Calibrator;

/** One way to quantize a model, what came of it, and how well it answers. */
record Candidate(Calibrator calibrator, Plan plan, Model model, Fidelity.Result result) {
    static Candidate of(Calibrator calibrator, Plan plan, Emitter emitter, Fidelity fidelity) {
        Model model = emitter.emit(plan);
        return new Candidate(calibrator, plan, model, fidelity.of(model));
    }
}
